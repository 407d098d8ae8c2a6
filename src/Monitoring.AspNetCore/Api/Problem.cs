using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Api;

/// <summary>Makes the answers that say why a call was not done.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static ApiAnswer BadRequest(string detail) => Create(StatusCodes.Status400BadRequest, detail);

    public static ApiAnswer NotFound(string detail) => Create(StatusCodes.Status404NotFound, detail);

    public static ApiAnswer NoProject(string project) =>
        NotFound($"There is no project '{Short(project)}', or you are no member of it.");

    /// <summary>
    /// A stored record is damaged. Those of the host are not named: they are read before it is known who may see them. Those of a kind without an index stand in no
    /// list, so that nothing shows them.
    /// </summary>
    public static ApiAnswer Damaged(DamagedDocumentException exception)
    {
        var isOfProject = exception.Partition != Partition.Host;
        var record = isOfProject ? $"'{exception.Type.Name}' record '{Short(exception.Key)}'" : $"'{exception.Type.Name}' record of the host";
        var place = isOfProject && !exception.Type.Indexes.IsEmpty ? $" Maintainers see it as it is in projects/{exception.Partition}/damaged-records." : "";
        return Create(
            StatusCodes.Status409Conflict,
            $"The stored {record} cannot be read: it is damaged, or written by a newer version. Restore it from a backup, or use the newer version.{place}");
    }

    public static ApiAnswer Create(int status, string detail)
    {
        var document = new ProblemDocument { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail };
        return new ApiAnswer { Status = status, ContentType = ContentType, Body = ApiAnswer.Write(document, ProblemJson.Default.ProblemDocument) };
    }

    /// <summary>What a caller sent, short enough for a message.</summary>
    public static string Short(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "...");
}
