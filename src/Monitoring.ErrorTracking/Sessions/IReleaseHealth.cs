using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Sessions;

/// <summary>How releases fare: the sessions that applications report, counted by hour, release and environment. For reporters.</summary>
/// <remarks>
/// Safe to call on many threads. Refusals are results; the only expected exception is that of the store. What a sender was told to be taken is counted in
/// every answer that is asked for afterwards.
/// </remarks>
public interface IReleaseHealth
{
    /// <summary>Counts the sessions of a window: the crash-free rates of a project, a release, an environment.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="window">Which sessions.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<SessionTotals>> SumAsync(Actor actor, ProjectId project, SessionWindow window, CancellationToken cancellationToken = default);

    /// <summary>Reads the health of the window's release, with its share of all sessions and its series. A release without sessions has zeros.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="window">Which sessions; must name a release.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<ReleaseHealth>> GetAsync(Actor actor, ProjectId project, SessionWindow window, CancellationToken cancellationToken = default);

    /// <summary>Lists the releases that had sessions, with their health.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="search">Which, and in which order.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <remarks>The order is that of the moment: while sessions come in, a release may move between two pages and be seen twice or not at all.</remarks>
    ValueTask<CommandResult<Page<ReleaseHealth>>> ListAsync(Actor actor, ProjectId project, ReleaseHealthSearch search, CancellationToken cancellationToken = default);

    /// <summary>Counts sessions over time, in groups; the group with the most sessions first, and at most 100 of them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="query">Which, in which steps and groups.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<SessionGroup>>> QueryAsync(Actor actor, ProjectId project, SessionQuery query, CancellationToken cancellationToken = default);
}
