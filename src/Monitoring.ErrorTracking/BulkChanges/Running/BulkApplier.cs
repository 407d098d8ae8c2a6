using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.BulkChanges.Running;

/// <summary>Changes an issue as a job wants it, if it is as the job found it. What was changed by a step that was not noted is known again.</summary>
internal sealed class BulkApplier(IssueCommands commands)
{
    /// <summary>The job after an issue has had its turn.</summary>
    public async ValueTask<BulkJob> ApplyAsync(BulkJob job, Actor actor, IssueId id, long version, CancellationToken cancellationToken)
    {
        var change = job.Change;
        var result = change switch
        {
            { Deletes: true } => await commands.ApplyAsync(actor, id, Permission.DeleteErrors, new IssueChange.Delete(), version, cancellationToken).ConfigureAwait(false),
            { Status: { } status, Assigns: true } => await commands.SetStatusAndAssignAsync(actor, id, status, change.Assignee, version, cancellationToken).ConfigureAwait(false),
            { Status: { } status } => await commands.SetStatusAsync(actor, id, status, state => new IssueChange.SetState { State = state }, version, cancellationToken).ConfigureAwait(false),
            _ => await commands.AssignAsync(actor, id, change.Assignee, version, cancellationToken).ConfigureAwait(false),
        };
        return result.Outcome switch
        {
            CommandOutcome.Done => job with { Changed = job.Changed + 1 },
            CommandOutcome.NotFound => change.Deletes ? job with { Changed = job.Changed + 1 } : job with { Skipped = job.Skipped + 1 },
            CommandOutcome.Conflict => result.Value?.Issue is { } row && IsDone(change, row) ? job with { Changed = job.Changed + 1 } : job with { Skipped = job.Skipped + 1 },
            _ => job with { Failed = job.Failed + 1, FirstFailure = job.FirstFailure ?? $"Issue {id}: {result.Reason}" },
        };
    }

    private static bool IsDone(BulkChange change, IssueRow row) =>
        !change.Deletes && (change.Status is not { } status || row.State.Status == status.Status) && (!change.Assigns || row.Assignee == change.Assignee);
}
