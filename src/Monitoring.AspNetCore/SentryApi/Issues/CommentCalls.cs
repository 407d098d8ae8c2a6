using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Triage.Comments;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>What people write about an issue. Sentry calls the same <c>notes</c> and <c>comments</c>, and lists the newest first.</summary>
internal static class CommentCalls
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
    {
        if (!SentryQuery.TryLimit(call, out var limit, out var problem))
        {
            return problem!;
        }

        var page = await call.Service<IIssueComments>().ListAsync(call.Actor, issue.Row.Id, limit, SentryCursor.Place(call), newestFirst: true, call.Cancellation);
        if (page.Value is null)
        {
            return SentryAnswer.Refusal(page);
        }

        SentryLink.Add(call, page.Value.Next);
        return ApiAnswer.Ok([.. page.Value.Items.Select(SentryActivityDocument.Of)], SentryIssueJson.Default.ImmutableArraySentryActivityDocument);
    });

    public static ValueTask<ApiAnswer> AddAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
    {
        if (!SentryBody.TryRead(call, SentryIssueJson.Default.SentryCommentChanges, out var input, out var problem))
        {
            return problem!;
        }

        var added = await call.Service<IIssueComments>().AddAsync(call.Actor, issue.Row.Id, input.Text ?? "", call.Cancellation);
        return added.Outcome != CommandOutcome.Done
            ? SentryAnswer.Refusal(added)
            : ApiAnswer.Ok(SentryActivityDocument.Of(added.Value!), SentryIssueJson.Default.SentryActivityDocument) with { Status = StatusCodes.Status201Created };
    });

    public static ValueTask<ApiAnswer> EditAsync(ApiCall call) => WithCommentAsync(call, async (issue, comment) =>
    {
        if (!SentryBody.TryRead(call, SentryIssueJson.Default.SentryCommentChanges, out var input, out var problem))
        {
            return problem!;
        }

        var edited = await call.Service<IIssueComments>().EditAsync(call.Actor, issue.Row.Id, comment, input.Text ?? "", null, call.Cancellation);
        return edited.Outcome != CommandOutcome.Done
            ? SentryAnswer.Refusal(edited)
            : ApiAnswer.Ok(SentryActivityDocument.Of(edited.Value!), SentryIssueJson.Default.SentryActivityDocument);
    });

    public static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => WithCommentAsync(call, async (issue, comment) =>
    {
        var deleted = await call.Service<IIssueComments>().DeleteAsync(call.Actor, issue.Row.Id, comment, call.Cancellation);
        return deleted.Outcome != CommandOutcome.Done ? SentryAnswer.Refusal(deleted) : ApiAnswer.NoContent;
    });

    /// <summary>How many comments an issue has.</summary>
    public static async ValueTask<int> CountAsync(ApiCall call, Issue issue) =>
        (await call.Service<IIssueComments>().CountAsync(call.Actor, issue.Row.Id, call.Cancellation)).Value?.Count ?? 0;

    private static ValueTask<ApiAnswer> WithCommentAsync(ApiCall call, Func<Issue, EntityId, ValueTask<ApiAnswer>> handler) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
        EntityId.TryParse(call.Route("comment"), out var comment)
            ? await handler(issue, comment)
            : SentryAnswer.NotFound($"There is no comment '{Problem.Short(call.Route("comment"))}'; an id is a UUID."));
}
