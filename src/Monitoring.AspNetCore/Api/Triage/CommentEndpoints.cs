using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Triage.Comments;

namespace Monitoring.AspNetCore.Api.Triage;

/// <summary>What people write about issues.</summary>
internal static class CommentEndpoints
{
    private const string All = "/issues/{id}/comments";
    private const string Single = "/issues/{id}/comments/{commentId}";

    private static readonly CommentDocument Example = new()
    {
        Id = "019e0c25-5a1e-7c3b-9d2f-1b2c3d4e5f60",
        IssueId = "42",
        Author = "alice",
        Text = "Only cards of *one* bank are declined.",
        CreatedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        EditedAt = null,
    };

    private static readonly ApiContent One = ApiContent.Of(Example, TriageJson.Default.CommentDocument);
    private static readonly ApiContent Text = ApiContent.Of(new() { Text = Example.Text }, TriageJson.Default.NewComment);
    private static readonly ApiParameter Id = Parameters.Path("commentId", "The comment.", Example.Id);

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listComments",
                Method = HttpMethods.Get,
                Path = All,
                Summary = "Lists the comments on an issue, the oldest first; for reporters",
                Parameters = [Parameters.Issue, Parameters.Limit, Parameters.Cursor],
                Answer = ApiContent.Of(new() { Items = [Example], Next = null }, TriageJson.Default.ListDocumentCommentDocument),
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "addComment",
                Method = HttpMethods.Post,
                Path = All,
                Summary = "Comments on an issue; for reporters",
                Parameters = [Parameters.Issue],
                Request = Text,
                Status = StatusCodes.Status201Created,
                Answer = One,
                Refusals = [403, 404],
            },
            AddAsync);
        api.Map(
            new()
            {
                Id = "changeComment",
                Method = HttpMethods.Patch,
                Path = Single,
                Summary = "Changes what a comment says; for its author",
                Parameters = [Parameters.Issue, Id, Parameters.IfMatch],
                Request = Text,
                Answer = One,
                Refusals = [403, 404, 409, 412],
            },
            EditAsync);
        api.Map(
            new()
            {
                Id = "deleteComment",
                Method = HttpMethods.Delete,
                Path = Single,
                Summary = "Removes a comment; for its author, and for maintainers",
                Parameters = [Parameters.Issue, Id],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithIssueAsync(async issue =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IIssueComments>().ListAsync(call.Actor, issue, limit, call.Query.Cursor, cancellationToken: call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(CommentDocument.Of), TriageJson.Default.ListDocumentCommentDocument);
    });

    private static ValueTask<ApiAnswer> AddAsync(ApiCall call) => call.WithIssueAsync(async issue =>
    {
        if (!call.TryRead(TriageJson.Default.NewComment, out var input, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IIssueComments>().AddAsync(call.Actor, issue, input.Text ?? "", call.Cancellation);
        return result.Refusal(call)
            ?? ApiAnswer.Created(CommentDocument.Of(result.Value!), TriageJson.Default.CommentDocument, result.Value!.Id.ToString(), result.Version);
    });

    private static ValueTask<ApiAnswer> EditAsync(ApiCall call) => call.WithPartAsync("commentId", "comment", async (issue, comment) =>
    {
        if (!call.TryRead(TriageJson.Default.NewComment, out var input, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IIssueComments>().EditAsync(call.Actor, issue, comment, input.Text ?? "", call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, CommentDocument.Of, TriageJson.Default.CommentDocument);
    });

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithPartAsync("commentId", "comment", async (issue, comment) =>
    {
        var result = await call.Service<IIssueComments>().DeleteAsync(call.Actor, issue, comment, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
