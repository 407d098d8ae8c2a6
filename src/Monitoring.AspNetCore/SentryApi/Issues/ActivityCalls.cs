using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>What happened to an issue, the last first: the hundred newest entries.</summary>
internal static class ActivityCalls
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
        ApiAnswer.Ok(new SentryActivitiesDocument { Activity = await ReadAsync(call, issue) }, SentryIssueJson.Default.SentryActivitiesDocument));

    public static async ValueTask<ImmutableArray<SentryActivityDocument>> ReadAsync(ApiCall call, Issue issue)
    {
        var activity = await call.Service<IIssues>().ListActivityAsync(call.Actor, issue.Row.Id, SentryQuery.MaxLimit, null, call.Cancellation);
        return activity.Value is { } page ? [.. page.Items.Select(SentryActivityDocument.Of)] : [];
    }
}
