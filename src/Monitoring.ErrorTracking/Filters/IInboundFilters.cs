using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Filters;

/// <summary>What of that which is sent to projects is dropped at the door: read, changed and tried by people.</summary>
/// <remarks>
/// Safe to call on many threads. Reading and trying need <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>. A
/// change holds for what is received from then on, on each host within seconds. Whatever a filter drops is counted as an outcome with the filter's name.
/// The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IInboundFilters
{
    /// <summary>Reads the filters of a project; all are off when the project has changed nothing.</summary>
    ValueTask<CommandResult<FilterSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts other filters in place of a project's. Those with mistakes are <see cref="CommandOutcome.Invalid"/>; the reason names the first one's place.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The filters.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<FilterSettings>> ReplaceAsync(
        Actor actor, ProjectId project, FilterSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Says which filters an event matches, after scrubbing as the project has it. Nothing of it is stored.</summary>
    ValueTask<CommandResult<FilterVerdict>> TryAsync(Actor actor, ProjectId project, FilterTrial trial, CancellationToken cancellationToken = default);

    /// <summary>Says what filters would have dropped of the last stored events.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The filters to try; <see langword="null"/> for the project's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<FilterForecast>> ForecastAsync(
        Actor actor, ProjectId project, FilterSettings? settings = null, CancellationToken cancellationToken = default);
}
