using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>Has the attachments of a project looked through when an issue was deleted with its events, or expired.</summary>
internal sealed class DeletedIssues(IDocumentStore store, AttachmentRecords records, TimeProvider timeProvider)
    : ISignalHandler<ErrorIssueChanged>, ISignalHandler<ErrorIssueExpired>
{
    public const string Subscription = "attachments-of-deleted";

    public async ValueTask HandleAsync(SignalContext<ErrorIssueChanged> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Signal.Change == IssueTransitionKind.Deleted)
        {
            await LookAsync(context.Signal.ProjectId, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask HandleAsync(SignalContext<ErrorIssueExpired> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return LookAsync(context.Signal.ProjectId, cancellationToken);
    }

    private async ValueTask LookAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (await records.UsageAsync(project, cancellationToken).ConfigureAwait(false) is not { Value.Count: > 0 })
        {
            return;
        }

        var schedule = new TimerSchedule { Timer = AttachmentDocuments.Orphans, DueAt = timeProvider.GetUtcNow() };
        await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Timers = [schedule] }, cancellationToken).ConfigureAwait(false);
    }
}
