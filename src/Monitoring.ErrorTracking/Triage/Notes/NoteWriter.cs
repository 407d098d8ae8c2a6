using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Triage.Notes;

/// <summary>Commits what somebody notes on an issue, together with its activity, its signal and its line in the audit log.</summary>
internal sealed class NoteWriter(IDocumentStore store, IAuditLog audit, ISignalHint hint, TimeProvider timeProvider)
{
    public DateTimeOffset Now => timeProvider.GetUtcNow();

    public EntityId NewId() => EntityId.Create(timeProvider);

    /// <summary>Commits a note.</summary>
    /// <param name="actor">Who wrote it.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="change">The note itself: one put or one delete.</param>
    /// <param name="note">What stands in activity and audit log.</param>
    /// <param name="type">The signal's type.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<CommitResult> WriteAsync<T>(
        Actor actor, Issue issue, DocumentCommit change, Note note, SignalType<T> type, T signal, CancellationToken cancellationToken)
        where T : ErrorIssueSignal
    {
        var commit = change with
        {
            Puts = [.. change.Puts, .. ActivityOf(actor, issue, note), AuditOf(actor, issue, note)],
            Signals = [EntryOf(type, signal)],
        };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == CommitOutcome.Committed)
        {
            hint.Notify();
        }

        return result;
    }

    private IEnumerable<DocumentPut> ActivityOf(Actor actor, Issue issue, Note note) => note.Activity is not { } kind ? [] :
    [
        IssueActivityDocuments.Type.Put(
            new IssueActivity
            {
                Id = NewId(),
                ProjectId = issue.Row.ProjectId,
                IssueId = issue.Row.Id,
                At = Now,
                Kind = kind,
                ActorKind = actor.Kind,
                ActorId = actor.Id,
                Door = actor.Door,
                Subject = note.Subject,
            },
            expectedVersion: 0),
    ];

    private DocumentPut AuditOf(Actor actor, Issue issue, Note note) => audit.Prepare(
        AuditEntry.Of(actor, issue.Row.ProjectId, note.Action, $"issue:{issue.Row.Id}", timeProvider) with { Before = note.Before, After = note.After });

    private SignalEntry EntryOf<T>(SignalType<T> type, T signal)
        where T : ErrorIssueSignal => new()
        {
            Id = NewId(),
            Type = type.Name,
            AggregateId = signal.AggregateId,
            OccurredAt = Now,
            Body = type.Serialize(signal),
        };
}
