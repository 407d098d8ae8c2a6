using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitoring.AspNetCore.Api;

/// <summary>
/// Does a command for the versions that <c>If-Match</c> names. Any of them may be the one that is there (RFC 9110, 13.1.1); weak tags are
/// never, since they do not tell versions apart.
/// </summary>
internal static class IfMatch
{
    private const int MaxTags = 20;

    public static async ValueTask<ApiAnswer> TryEachAsync(ApiCall call, ApiHandler handler)
    {
        var header = call.Context.Request.Headers.IfMatch;
        if (string.IsNullOrWhiteSpace(header.ToString()))
        {
            return await handler(call);
        }

        var versions = Versions(header!, out var isAny);
        if (versions.Count > MaxTags)
        {
            return Problem.BadRequest($"If-Match: has {versions.Count} tags; at most {MaxTags} are allowed.");
        }

        // A version that is never there makes the command say what is.
        call.ExpectedVersion = isAny ? null : versions.Count == 0 ? long.MaxValue : versions[0];
        var answer = await handler(call);
        for (var next = 1; next < versions.Count && !isAny && answer.Status == StatusCodes.Status412PreconditionFailed; next++)
        {
            call.ExpectedVersion = versions[next];
            answer = await handler(call);
        }

        return answer;
    }

    private static List<long> Versions(IList<string> header, out bool isAny)
    {
        isAny = false;
        var versions = new List<long>();
        if (!EntityTagHeaderValue.TryParseList(header, out var tags))
        {
            return versions;
        }

        foreach (var tag in tags)
        {
            isAny |= tag.Equals(EntityTagHeaderValue.Any);
            if (!tag.IsWeak && EntityTag.TryParse(tag.Tag.ToString(), out var version))
            {
                versions.Add(version);
            }
        }

        return versions;
    }
}
