using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments.Storing;
using Monitoring.ErrorTracking.Feedback.Storing;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Feedback.Managing;

/// <summary>Feedback out of the store, with the issues as they are now.</summary>
internal sealed class StoredFeedback(
    IDocumentStore documents,
    FeedbackStore store,
    FeedbackRecords records,
    AttachmentStore attachments,
    AttachmentRecords attachmentRecords,
    IErrorStore errors,
    IIssues issues,
    IAccessControl access,
    IAuditLog audit,
    TimeProvider timeProvider) : IFeedback
{
    private const int MaxHashes = 100;
    private const int MaxAttempts = 16;

    public async ValueTask<CommandResult<Page<UserFeedback>>> ListAsync(Actor actor, ProjectId project, FeedbackSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(search);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed
            ? await PageAsync(project, search.Limit, () => records.ListAsync(project, search, cancellationToken), cancellationToken).ConfigureAwait(false)
            : CommandResults.Refused<Page<UserFeedback>>(decision);
    }

    public async ValueTask<CommandResult<Page<UserFeedback>>> ListOfIssueAsync(Actor actor, IssueId issue, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var found = await issues.GetAsync(actor, issue, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found.Fail<Issue, Page<UserFeedback>>();
        }

        foreach (var pending in await records.PendingAsync(row.ProjectId, cancellationToken).ConfigureAwait(false))
        {
            await store.LinkAsync(row.ProjectId, pending, cancellationToken).ConfigureAwait(false);
        }

        var hashes = row.Hashes.Take(MaxHashes).Select(hash => hash.ToString());
        return await PageAsync(row.ProjectId, limit, () => records.OfHashesAsync(row.ProjectId, hashes, limit, cursor, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<UserFeedback>> GetAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<UserFeedback>(decision);
        }

        if (await records.FindAsync(project, id, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return NotThere(id);
        }

        stored = await store.LinkAsync(project, stored, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(await ShowAsync(project, stored.Value, [], cancellationToken).ConfigureAwait(false), stored.Version);
    }

    public ValueTask<CommandResult<UserFeedback>> SetStatusAsync(
        Actor actor, ProjectId project, EventId id, FeedbackStatus status, long? expectedVersion, CancellationToken cancellationToken) =>
        ChangeAsync(actor, project, id, Permission.UpdateErrors, expectedVersion, stored => stored with { Status = status }, cancellationToken);

    public async ValueTask<CommandResult<UserFeedback>> DeleteAsync(Actor actor, ProjectId project, EventId id, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await ChangeAsync(actor, project, id, Permission.DeleteErrors, expectedVersion, _ => null, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == CommandOutcome.Done)
        {
            var files = await attachmentRecords.OfEventAsync(project, id, cancellationToken).ConfigureAwait(false);
            await attachments.RemoveAsync(project, files, null, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static CommandResult<UserFeedback> NotThere(EventId id) => CommandResults.NotFound<UserFeedback>($"There is no feedback {id}.");

    /// <summary>Changes feedback, or deletes it when nothing is left.</summary>
    private async ValueTask<CommandResult<UserFeedback>> ChangeAsync(
        Actor actor,
        ProjectId project,
        EventId id,
        Permission permission,
        long? expectedVersion,
        Func<FeedbackDocument, FeedbackDocument?> change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, permission, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<UserFeedback>(decision);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await records.FindAsync(project, id, cancellationToken).ConfigureAwait(false) is not { } stored)
            {
                return NotThere(id);
            }

            var shown = await ShowAsync(project, stored.Value, [], cancellationToken).ConfigureAwait(false);
            if (expectedVersion is { } expected && expected != stored.Version)
            {
                return CommandResults.Conflict("The feedback was changed meanwhile.", shown, stored.Version);
            }

            var changed = change(stored.Value);
            if (changed == stored.Value)
            {
                return CommandResults.Done(shown, stored.Version);
            }

            var result = await documents.CommitAsync(CommitOf(actor, project, stored, changed), cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return CommandResults.Done(shown with { Status = changed?.Status ?? shown.Status }, changed is null ? stored.Version : result.Versions[0]);
            }
        }

        return CommandResults.Conflict<UserFeedback>("The feedback is changed by others all the time; try again.");
    }

    private DocumentCommit CommitOf(Actor actor, ProjectId project, Versioned<FeedbackDocument> before, FeedbackDocument? after)
    {
        var action = after is null ? "feedback.deleted" : "feedback.changed";
        var entry = audit.Prepare(AuditEntry.Of(actor, project, action, $"feedback:{before.Value.Id}", timeProvider) with
        {
            Before = before.Value.Status.ToString(),
            After = after?.Status.ToString(),
        });
        var commit = new DocumentCommit { Partition = Partition.Of(project) };
        return after is null
            ? commit with { Puts = [entry], Deletes = [new DocumentDelete { Type = FeedbackDocuments.Feedback, Key = before.Value.Key, ExpectedVersion = before.Version }] }
            : commit with { Puts = [FeedbackDocuments.Feedback.Put(after, before.Version), entry] };
    }

    private ValueTask<CommandResult<Page<UserFeedback>>> PageAsync(
        ProjectId project, int limit, Func<ValueTask<Page<Versioned<FeedbackDocument>>>> read, CancellationToken cancellationToken) => Pages.ReadAsync(limit, async () =>
    {
        var page = await read().ConfigureAwait(false);
        var known = new Dictionary<string, IssueId?>();
        var items = ImmutableArray.CreateBuilder<UserFeedback>(page.Items.Length);
        foreach (var item in page.Items)
        {
            var linked = await store.LinkAsync(project, item, cancellationToken).ConfigureAwait(false);
            items.Add(await ShowAsync(project, linked.Value, known, cancellationToken).ConfigureAwait(false));
        }

        return new Page<UserFeedback> { Items = items.MoveToImmutable(), Next = page.Next };
    });

    private async ValueTask<UserFeedback> ShowAsync(ProjectId project, FeedbackDocument document, Dictionary<string, IssueId?> known, CancellationToken cancellationToken)
    {
        IssueId? issue = null;
        if (document.Hash is { } text && !known.TryGetValue(text, out issue) && GroupingHash.TryParse(text, out var hash))
        {
            issue = (await errors.FindIssueByHashAsync(project, hash, cancellationToken).ConfigureAwait(false))?.Id;
            known[text] = issue;
        }

        var report = document.Report;
        return new UserFeedback
        {
            Id = document.Id,
            ProjectId = project,
            Message = report.Message,
            Name = report.Name,
            ContactEmail = report.ContactEmail,
            Url = report.Url,
            AssociatedEventId = report.AssociatedEventId,
            IssueId = issue,
            ReplayId = report.ReplayId,
            Source = report.Source,
            Environment = report.Environment,
            Release = report.Release,
            ReceivedAt = document.ReceivedAt,
            Status = document.Status,
        };
    }
}
