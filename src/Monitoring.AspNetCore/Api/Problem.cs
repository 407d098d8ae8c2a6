using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Monitoring.AspNetCore.Api;

/// <summary>Makes the answers that say why a call was not done.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static ApiAnswer BadRequest(string detail) => Create(StatusCodes.Status400BadRequest, detail);

    public static ApiAnswer NotFound(string detail) => Create(StatusCodes.Status404NotFound, detail);

    public static ApiAnswer NoProject(string project) =>
        NotFound($"There is no project '{Short(project)}', or you are no member of it.");

    public static ApiAnswer Create(int status, string detail)
    {
        var document = new ProblemDocument { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail };
        return new ApiAnswer { Status = status, ContentType = ContentType, Body = ApiAnswer.Write(document, ProblemJson.Default.ProblemDocument) };
    }

    /// <summary>What a caller sent, short enough for a message.</summary>
    public static string Short(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "...");
}
