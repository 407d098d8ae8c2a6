using System.Collections.Immutable;
using Monitoring.Auditing;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>
/// Writes what happened to issues into their activity, and what people did into the audit log. The error store tells of each change in the
/// transaction of the change itself, so that no crash loses an entry; what is told twice is written once.
/// </summary>
internal sealed class ActivityRecorder(IDocumentStore store, IErrorStore errors, IAuditLog audit, IEnumerable<IIssueBelongings> belongings)
    : ISignalHandler<ErrorIssueChanged>, ISignalHandler<ErrorIssueRegressed>, ISignalHandler<ErrorIssueUnignored>, ISignalHandler<ErrorIssueEscalated>,
        ISignalHandler<ErrorIssueExpired>
{
    public const string Subscription = "issue-activity";

    private const int DeletesAtOnce = 100;

    public async ValueTask HandleAsync(SignalContext<ErrorIssueChanged> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Signal.Change == IssueTransitionKind.Deleted)
        {
            await ForgetAsync(context.Signal.ProjectId, context.Signal.IssueId, cancellationToken).ConfigureAwait(false);
        }

        var puts = ActivityEntries.Of(context).Select(entry => IssueActivityDocuments.Type.Put(entry, expectedVersion: 0));
        var told = IssueAudit.Entry(context);
        await WriteAsync(context.Signal.ProjectId, [.. puts, .. told is null ? [] : (DocumentPut[])[audit.Prepare(told)]], cancellationToken).ConfigureAwait(false);
    }

    public ValueTask HandleAsync(SignalContext<ErrorIssueRegressed> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WriteAsync(ActivityEntries.Of(context), cancellationToken);
    }

    public ValueTask HandleAsync(SignalContext<ErrorIssueUnignored> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WriteAsync(ActivityEntries.Of(context), cancellationToken);
    }

    public ValueTask HandleAsync(SignalContext<ErrorIssueEscalated> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WriteAsync(ActivityEntries.Of(context), cancellationToken);
    }

    /// <summary>What retention removed is not there to have an activity any more.</summary>
    public ValueTask HandleAsync(SignalContext<ErrorIssueExpired> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ForgetAsync(context.Signal.ProjectId, context.Signal.IssueId, cancellationToken);
    }

    private static ImmutableArray<IssueMove> MovedBy(StoredDocument stored) =>
        IssueActivityDocuments.Type.TryRead(stored, out var entry) && entry.Value.Kind == IssueActivityKind.Merged ? entry.Value.Moved : [];

    private ValueTask WriteAsync(IssueActivity entry, CancellationToken cancellationToken) =>
        WriteAsync(entry.ProjectId, [IssueActivityDocuments.Type.Put(entry, expectedVersion: 0)], cancellationToken);

    private async ValueTask WriteAsync(ProjectId project, ImmutableArray<DocumentPut> puts, CancellationToken cancellationToken)
    {
        if (puts.IsEmpty)
        {
            return;
        }

        // A conflict says that all of them are there from the delivery before.
        await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = puts }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The activity of an issue that is gone goes with it, and with those that were merged into it; the audit log keeps what people did.</summary>
    private async ValueTask ForgetAsync(ProjectId project, IssueId deleted, CancellationToken cancellationToken)
    {
        var gone = new Stack<IssueId>([deleted]);
        while (gone.TryPop(out var issue))
        {
            foreach (var owner in belongings)
            {
                await owner.ForgetAsync(project, issue, cancellationToken).ConfigureAwait(false);
            }

            // Also entries that cannot be read.
            var query = IssueActivityDocuments.Query(project, issue, DeletesAtOnce, null);
            while (await store.QueryAsync(query, cancellationToken).ConfigureAwait(false) is { Items.IsEmpty: false } page)
            {
                foreach (var source in page.Items.SelectMany(stored => MovedBy(stored)))
                {
                    if (await errors.GetIssueAsync(source.IssueId, cancellationToken).ConfigureAwait(false) is null)
                    {
                        gone.Push(source.IssueId);
                    }
                }

                var deletes = page.Items.Select(stored => new DocumentDelete { Type = IssueActivityDocuments.Type, Key = stored.Key });
                await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Deletes = [.. deletes] }, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
