using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>How the events of projects are grouped: read and changed by people.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>. A change
/// holds for events that are received from then on, on each host within seconds; events that are stored stay where they are. The only
/// expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IGroupingSettings
{
    /// <summary>The ids of the strategies that can be chosen, in ordinal order.</summary>
    ImmutableArray<string> Configurations { get; }

    /// <summary>Reads the settings of a project; those of the host when the project has none of its own.</summary>
    ValueTask<CommandResult<GroupingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the settings of a project. Rules with mistakes and unknown strategies are <see cref="CommandOutcome.Invalid"/>; the reason names the first
    /// line and column.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="change">What is different.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<GroupingSettings>> ChangeAsync(
        Actor actor, ProjectId project, GroupingSettingsChange change, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
