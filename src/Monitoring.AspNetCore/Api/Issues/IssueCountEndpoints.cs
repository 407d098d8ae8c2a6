using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

/// <summary>What an issue has counted: events over time, tag values.</summary>
internal static class IssueCountEndpoints
{
    private const int MaxBuckets = 1000;

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getIssueSeries",
                Method = HttpMethods.Get,
                Path = "/issues/{id}/series",
                Summary = "Counts the events of an issue by hours or days in UTC, zeros included; for reporters",
                Description = $"The last 24 hours or 30 days when 'from' is left out; at most {MaxBuckets} points.",
                Parameters =
                [
                    Parameters.Issue, Parameters.From, Parameters.To,
                    Parameters.Query("bucket", "The length of the stretches; hour when it is left out.", "hour", "hour", "day"),
                ],
                Answer = IssueExamples.Series,
                Refusals = [403, 404],
            },
            GetSeriesAsync);
        api.Map(
            new()
            {
                Id = "getIssueTags",
                Method = HttpMethods.Get,
                Path = "/issues/{id}/tags",
                Summary = "Counts the tag values of an issue, by key; for reporters",
                Parameters = [Parameters.Issue],
                Answer = IssueExamples.Tags,
                Refusals = [403, 404],
            },
            GetTagsAsync);
    }

    private static ValueTask<ApiAnswer> GetSeriesAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        var bucket = call.Query.Choice("bucket", SeriesBucket.Hour, ("hour", SeriesBucket.Hour), ("day", SeriesBucket.Day));
        var length = bucket == SeriesBucket.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        var from = call.Query.Instant("from", to - (bucket == SeriesBucket.Hour ? TimeSpan.FromDays(1) : TimeSpan.FromDays(30)));
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        if (from >= to || (to - from) / length > MaxBuckets - 1)
        {
            return Problem.BadRequest($"from, to: 'from' must lie before 'to', by at most {MaxBuckets - 1} buckets.");
        }

        var query = new SeriesQuery { IssueId = id, From = from, To = to, Bucket = bucket };
        var result = await call.Service<IIssues>().GetSeriesAsync(call.Actor, query, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(SeriesPointDocument.Of), IssueJson.Default.ListDocumentSeriesPointDocument);
    });

    private static ValueTask<ApiAnswer> GetTagsAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        var result = await call.Service<IIssues>().GetTagsAsync(call.Actor, id, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(TagDocument.Of), IssueJson.Default.ListDocumentTagDocument);
    });
}
