using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Changing;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Discards;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Reads, changes and deletes one issue.</summary>
internal static class IssueCalls
{
    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, project) =>
        ApiAnswer.Ok(await IssueShapes.DetailedAsync(call, issue, project), SentryIssueJson.Default.SentryIssueDocument));

    public static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, project) =>
    {
        if (IssueChanger.Read(call, out var problem) is not { } changer)
        {
            return problem!;
        }

        if (changer.Changes.Discards)
        {
            var discarded = await call.Service<IDiscards>().DiscardAsync(call.Actor, issue.Row.Id, null, call.Cancellation);
            return discarded.Outcome == CommandOutcome.Done ? ApiAnswer.NoContent : SentryAnswer.Refusal(discarded);
        }

        var changed = await changer.ApplyAsync(issue.Row.Id, project.Id);
        return changed.Outcome == CommandOutcome.Done
            ? ApiAnswer.Ok(await IssueShapes.ListedAsync(call, changed.Value!, project), SentryIssueJson.Default.SentryIssueDocument)
            : SentryAnswer.Refusal(changed);
    });

    public static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
    {
        var deleted = await call.Service<IIssues>().DeleteAsync(call.Actor, issue.Row.Id, null, call.Cancellation);
        return deleted.Outcome == CommandOutcome.Done ? SentryAnswer.Accepted : SentryAnswer.Refusal(deleted);
    });
}
