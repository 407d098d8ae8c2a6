using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Monitors;

/// <summary>The monitors of projects and their check-ins: read and changed by people.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>; changes are
/// audited. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IMonitors
{
    /// <summary>Lists the monitors of a project by their slugs.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<JobMonitor>>> ListAsync(
        Actor actor, ProjectId project, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a monitor.</summary>
    ValueTask<CommandResult<JobMonitor>> GetAsync(Actor actor, ProjectId project, string slug, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a monitor, or changes its settings: what is expected is reckoned anew from now on. Settings that are not as they must be are
    /// <see cref="CommandOutcome.Invalid"/>; the reason names the field.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="slug">The monitor's name in check-ins.</param>
    /// <param name="settings">All its settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, 0 for a monitor that must not be there yet, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<JobMonitor>> PutAsync(
        Actor actor, ProjectId project, string slug, MonitorSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Mutes a monitor, disables it, or looks after it again. What is expected is reckoned anew from now on.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="slug">The monitor.</param>
    /// <param name="status">Its new status.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<JobMonitor>> SetStatusAsync(
        Actor actor, ProjectId project, string slug, MonitorStatus status, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a monitor; its check-ins go soon after. A check-in with settings makes it again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="slug">The monitor.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The monitor as it was.</returns>
    ValueTask<CommandResult<JobMonitor>> DeleteAsync(
        Actor actor, ProjectId project, string slug, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Lists check-ins of a monitor, the youngest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="slug">The monitor.</param>
    /// <param name="search">Which ones.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<CheckIn>>> ListCheckInsAsync(
        Actor actor, ProjectId project, string slug, CheckInSearch search, CancellationToken cancellationToken = default);
}
