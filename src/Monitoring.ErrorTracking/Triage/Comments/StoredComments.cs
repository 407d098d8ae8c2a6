using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Signals.Errors;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Triage.Comments;

/// <summary>Keeps each comment as a document in the project's partition.</summary>
internal sealed class StoredComments(
    IDocumentStore store, IssueAccess issues, IssueNotes<IssueComment> notes, CommentCounter counter, NoteWriter writer, IAccessControl access) : IIssueComments
{
    private const int MaxLength = 16 * 1024;

    /// <summary>All who write about an issue at once change its number of comments, and one of them a turn succeeds.</summary>
    private const int MaxAttempts = 64;

    public async ValueTask<CommandResult<Page<IssueComment>>> ListAsync(
        Actor actor, IssueId issue, int limit, string? cursor, bool newestFirst, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found.Fail<Issue, Page<IssueComment>>();
        }

        return await Pages.ReadAsync(limit, async () =>
        {
            var page = await notes.ListAsync(row.ProjectId, row.Id, limit, cursor, cancellationToken, newestFirst).ConfigureAwait(false);
            return new Page<IssueComment> { Items = [.. page.Items.Select(item => item.Value)], Next = page.Next };
        }).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<IssueCommentCount>> CountAsync(Actor actor, IssueId issue, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found.Fail<Issue, IssueCommentCount>();
        }

        var (count, _) = await counter.ReadAsync(row, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new IssueCommentCount { IssueId = row.Id, Count = count });
    }

    public async ValueTask<CommandResult<IssueComment>> AddAsync(Actor actor, IssueId issue, string text, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { } on)
        {
            return found.Fail<Issue, IssueComment>();
        }

        if (FaultOf(text) is { } fault)
        {
            return CommandResults.Invalid<IssueComment>(fault);
        }

        var comment = new IssueComment
        {
            Id = writer.NewId(),
            ProjectId = on.Row.ProjectId,
            IssueId = on.Row.Id,
            AuthorKind = actor.Kind,
            AuthorId = actor.Id,
            Text = text,
            CreatedAt = writer.Now,
        };
        var note = new Note { Activity = IssueActivityKind.Commented, Subject = comment.Id.ToString(), Action = "issue.commented" };
        var result = await CommitCountedAsync(actor, on, Put(comment, 0), 1, note, comment, comment.Text, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed
            ? CommandResults.Done(comment, result.Versions[0])
            : CommandResults.Conflict<IssueComment>("The comments of the issue are changed by others all the time; try again.");
    }

    public async ValueTask<CommandResult<IssueComment>> EditAsync(
        Actor actor, IssueId issue, EntityId comment, string text, long? expectedVersion, CancellationToken cancellationToken)
    {
        var (on, before, refusal) = await FindAsync(actor, issue, comment, cancellationToken).ConfigureAwait(false);
        if (before is null)
        {
            return refusal!;
        }

        if (before.Value.AuthorId != actor.Id || before.Value.AuthorKind != actor.Kind)
        {
            return new CommandResult<IssueComment> { Outcome = CommandOutcome.Refused, Reason = "Only who wrote a comment may change it." };
        }

        if (FaultOf(text) is { } fault)
        {
            return CommandResults.Invalid<IssueComment>(fault);
        }

        if (expectedVersion is { } expected && expected != before.Version)
        {
            return CommandResults.Conflict("The comment was changed meanwhile; read it again.", before.Value, before.Version);
        }

        var after = before.Value with { Text = text, EditedAt = writer.Now };
        var note = new Note { Action = "issue.comment-changed", Before = before.Value.Text, After = text };
        var result = await CommitAsync(actor, on!, Put(after, before.Version), note, after, text, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed
            ? CommandResults.Done(after, result.Versions[0])
            : CommandResults.Conflict<IssueComment>("The comment was changed meanwhile; read it again.");
    }

    public async ValueTask<CommandResult<IssueComment>> DeleteAsync(Actor actor, IssueId issue, EntityId comment, CancellationToken cancellationToken)
    {
        var (on, before, refusal) = await FindAsync(actor, issue, comment, cancellationToken).ConfigureAwait(false);
        if (before is null)
        {
            return refusal!;
        }

        if (before.Value.AuthorId != actor.Id || before.Value.AuthorKind != actor.Kind)
        {
            var decision = await access.CheckAsync(actor, Permission.DeleteErrors, on!.Row.ProjectId, cancellationToken).ConfigureAwait(false);
            if (!decision.IsAllowed)
            {
                return CommandResults.Refused<IssueComment>(decision);
            }
        }

        var change = new DocumentCommit
        {
            Partition = Partition.Of(on!.Row.ProjectId),
            Deletes = [new DocumentDelete { Type = CommentDocuments.Type, Key = CommentDocuments.Type.GetKey(before.Value), ExpectedVersion = before.Version }],
        };
        var note = new Note { Action = "issue.comment-deleted", Before = before.Value.Text };
        var result = await CommitCountedAsync(actor, on, change, -1, note, before.Value, null, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed
            ? CommandResults.Done(before.Value)
            : CommandResults.Conflict<IssueComment>("The comment was changed meanwhile; read it again.");
    }

    private async ValueTask<(Issue? Issue, Versioned<IssueComment>? Comment, CommandResult<IssueComment>? Refusal)> FindAsync(
        Actor actor, IssueId issue, EntityId comment, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return (null, null, found.Fail<Issue, IssueComment>());
        }

        var stored = await store.FindAsync(Partition.Of(row.ProjectId), CommentDocuments.Type, comment.ToString(), cancellationToken).ConfigureAwait(false);
        return stored?.Value.IssueId == row.Id
            ? (found.Value, stored, null)
            : (null, null, CommandResults.NotFound<IssueComment>($"Issue {row.Id} has no comment {comment}."));
    }

    /// <summary>Commits what makes the comments one more or one less, together with their number.</summary>
    private async ValueTask<CommitResult> CommitCountedAsync(
        Actor actor, Issue on, DocumentCommit change, int by, Note note, IssueComment comment, string? text, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var count = await counter.ChangeAsync(on.Row, by, cancellationToken).ConfigureAwait(false);
            var result = await CommitAsync(actor, on, change with { Puts = [.. change.Puts, count] }, note, comment, text, cancellationToken).ConfigureAwait(false);

            // Of a delete it may be the comment itself that somebody else changed.
            var isCount = result.Conflict is { } conflict ? conflict.Type == CommentDocuments.Counts.Name : change.Deletes.IsEmpty;
            if (result.Outcome == CommitOutcome.Committed || !isCount || attempt == MaxAttempts)
            {
                return result;
            }
        }
    }

    private ValueTask<CommitResult> CommitAsync(
        Actor actor, Issue on, DocumentCommit change, Note note, IssueComment comment, string? text, CancellationToken cancellationToken)
    {
        var signal = new ErrorIssueCommented
        {
            ProjectId = on.Row.ProjectId,
            IssueId = on.Row.Id,
            Title = on.Row.Title,
            Level = on.Row.Level,
            Status = on.Row.State.Status,
            CommentId = comment.Id,
            ActorId = actor.Id,
            Text = text,
        };
        return writer.WriteAsync(actor, on, change, note, CommentDocuments.Signal, signal, cancellationToken);
    }

    private static DocumentCommit Put(IssueComment comment, long expectedVersion) =>
        new() { Partition = Partition.Of(comment.ProjectId), Puts = [CommentDocuments.Type.Put(comment, expectedVersion)] };

    private static string? FaultOf(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MaxLength ? $"text: 1 to {MaxLength} characters are expected." : null;
}
