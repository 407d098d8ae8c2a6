using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What became of everything that senders sent or say they discarded, counted by the hour.</summary>
/// <remarks>
/// Counts are exact while the host lives; a host that is killed loses what it has counted in the last few seconds, never an event.
/// A query sees what this host has counted up to now and what others have written.
/// </remarks>
public interface IOutcomes
{
    /// <summary>
    /// Reads the counts of a project by bucket, then category, outcome and reason, all in one page. Needs
    /// <see cref="Permission.ReadOutcomes"/>.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project, or <see langword="default"/> for what was sent to no project that is there; only an administrator of the
    /// host may read that.</param>
    /// <param name="query">What of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<OutcomeCount>>> QueryAsync(
        Actor actor, ProjectId project, OutcomeQuery query, CancellationToken cancellationToken = default);
}
