using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.BulkChanges;

/// <summary>Changes many issues in the background, durably: a job goes on after a restart, on any host.</summary>
/// <remarks>
/// <para>Safe to call on many threads. An issue is changed only as it was when the job found it, so at most once: one that somebody changed, or that an event brought back,
/// in between is left alone. Each change is that of <see cref="Issues.IIssues"/>, with its activity, signals and audit entry, in the name of who wanted it and by that
/// actor's rights at the moment; beginning and end of the job are in the audit log, too.</para>
/// <para>The only expected exception is <see cref="StorageUnavailableException"/>.</para>
/// </remarks>
public interface IBulkChanges
{
    /// <summary>
    /// Begins a job. Needs <see cref="Permission.UpdateErrors"/>, or <see cref="Permission.DeleteErrors"/> to delete. What makes no sense is
    /// <see cref="CommandOutcome.Invalid"/>; a sixth job beside five that run in the project is <see cref="CommandOutcome.Conflict"/>.
    /// </summary>
    ValueTask<CommandResult<BulkJob>> StartAsync(Actor actor, ProjectId project, BulkChange change, CancellationToken cancellationToken = default);

    /// <summary>Reads a job; those that ended are kept for 30 days. Needs <see cref="Permission.ReadErrors"/>.</summary>
    ValueTask<CommandResult<BulkJob>> GetAsync(Actor actor, ProjectId project, EntityId id, CancellationToken cancellationToken = default);

    /// <summary>Lists the jobs of a project, the last begun first. Needs <see cref="Permission.ReadErrors"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<BulkJob>>> ListAsync(Actor actor, ProjectId project, int limit = 25, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Stops a job between two issues; one that has ended stays as it is. Needs what beginning it needs.</summary>
    ValueTask<CommandResult<BulkJob>> CancelAsync(Actor actor, ProjectId project, EntityId id, CancellationToken cancellationToken = default);
}
