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
    /// <summary>The comments of an issue are read up to here: whoever writes more loses the newest from the web API's list, not from the product's.</summary>
    private const int MaxPages = 10;

    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
    {
        var comments = await ReadAsync(call, issue);
        return ApiAnswer.Ok([.. comments.AsEnumerable().Reverse().Select(SentryActivityDocument.Of)], SentryIssueJson.Default.ImmutableArraySentryActivityDocument);
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
    public static async ValueTask<int> CountAsync(ApiCall call, Issue issue) => (await ReadAsync(call, issue)).Count;

    private static async ValueTask<List<IssueComment>> ReadAsync(ApiCall call, Issue issue)
    {
        var comments = new List<IssueComment>();
        string? cursor = null;
        for (var read = 0; read < MaxPages; read++)
        {
            var page = await call.Service<IIssueComments>().ListAsync(call.Actor, issue.Row.Id, SentryQuery.MaxLimit, cursor, call.Cancellation);
            comments.AddRange(page.Value?.Items ?? []);
            if (page.Value?.Next is not { } next)
            {
                break;
            }

            cursor = next;
        }

        return comments;
    }

    private static ValueTask<ApiAnswer> WithCommentAsync(ApiCall call, Func<Issue, EntityId, ValueTask<ApiAnswer>> handler) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
        EntityId.TryParse(call.Route("comment"), out var comment)
            ? await handler(issue, comment)
            : SentryAnswer.NotFound($"There is no comment '{Problem.Short(call.Route("comment"))}'; an id is a UUID."));
}
