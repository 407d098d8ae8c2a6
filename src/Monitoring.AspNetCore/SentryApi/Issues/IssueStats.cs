using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>How often issues occurred: 24 hours by the hour, 14 or 30 days by the day.</summary>
internal static class IssueStats
{
    public const string Hours = "24h";
    public const string TwoWeeks = "14d";
    public const string Month = "30d";

    /// <summary>The last 24 hours, or the last 30 days with <c>statsPeriod=30d</c>.</summary>
    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
        ApiAnswer.Ok(
            await ReadAsync(call, issue, call.Query.Text("statsPeriod") is TwoWeeks or Month ? call.Query.Text("statsPeriod")! : Hours),
            SentryIssueJson.Default.ImmutableArrayImmutableArrayInt64));

    public static async ValueTask<ImmutableArray<ImmutableArray<long>>> ReadAsync(ApiCall call, Issue issue, string period)
    {
        var bucket = period == Hours ? SeriesBucket.Hour : SeriesBucket.Day;
        var length = bucket == SeriesBucket.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var count = period switch { Hours => 24, TwoWeeks => 14, _ => 30 };
        var now = call.Service<TimeProvider>().GetUtcNow();
        var query = new SeriesQuery { IssueId = issue.Row.Id, From = now - (length * (count - 1)), To = now + TimeSpan.FromTicks(1), Bucket = bucket };
        var series = await call.Service<IIssues>().GetSeriesAsync(call.Actor, query, call.Cancellation);
        return series.Value is { } page ? [.. page.Items.Select(point => ImmutableArray.Create(point.Start.ToUnixTimeSeconds(), point.Count))] : [];
    }
}
