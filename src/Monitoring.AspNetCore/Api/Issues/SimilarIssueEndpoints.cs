using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Lookup;

namespace Monitoring.AspNetCore.Api.Issues;

/// <summary>Issues that resemble one.</summary>
internal static class SimilarIssueEndpoints
{
    public static void Map(ApiGroup api) => api.Map(
        new()
        {
            Id = "listSimilarIssues",
            Method = HttpMethods.Get,
            Path = "/issues/{id}/similar",
            Summary = "Lists the issues of the project that resemble an issue, the most alike first; for reporters",
            Description = "The score is (0.3 T + 0.5 F + 0.2 M) / w: T is 1 when the types of the causes are equal and 0.5 when any types are; F is the weighted Jaccard index of the " +
                "in-app frames, where a frame weighs ln(1 + n / d) / (1 + p) with n issues compared, d of them having it, p its place from the crash; M is the Jaccard index of " +
                "the words of the messages without what changes; w leaves out what neither has. Less than 0.3 is not shown.",
            Parameters = [Parameters.Issue, Parameters.Limit],
            Answer = IssueExamples.Similar,
            Refusals = [403, 404],
        },
        ListAsync);

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IErrorLookup>().FindSimilarAsync(call.Actor, id, limit, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(SimilarIssueDocument.Of), IssueJson.Default.ListDocumentSimilarIssueDocument);
    });
}
