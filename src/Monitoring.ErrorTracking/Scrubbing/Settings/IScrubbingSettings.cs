using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>What is taken out of the events of projects before they are stored: read, changed and tried by people.</summary>
/// <remarks>
/// Safe to call on many threads. Reading and trying need <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>. A
/// change holds for events that are received from then on, on each host within seconds; events that are stored stay as they are. The only
/// expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IScrubbingSettings
{
    /// <summary>Reads the settings of a project; the defaults when the project has changed nothing.</summary>
    ValueTask<CommandResult<ScrubbingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts other settings in place of a project's. Those with mistakes are <see cref="CommandOutcome.Invalid"/>; the reason names the first one's place.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<ScrubbingSettings>> ReplaceAsync(
        Actor actor, ProjectId project, ScrubbingSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Shows what becomes of an event. Nothing of it is stored.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="eventJson">The event as UTF-8 JSON in the names of the Sentry protocol.</param>
    /// <param name="settings">The settings to try; <see langword="null"/> for the project's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<ScrubbingTrial>> TryAsync(
        Actor actor, ProjectId project, ReadOnlyMemory<byte> eventJson, ScrubbingSettings? settings = null, CancellationToken cancellationToken = default);

    /// <summary>Lists every mistake in settings.</summary>
    ImmutableArray<ScrubbingProblem> Check(ScrubbingSettings settings);
}
