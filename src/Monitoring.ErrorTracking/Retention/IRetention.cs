using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Retention;

/// <summary>
/// How long errors are kept, and how much of them. The host applies it by itself once an hour (<see cref="ErrorTrackingOptions.RetentionInterval"/>); of several hosts one does.
/// </summary>
/// <remarks>Safe to call on many threads. The only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface IRetention
{
    /// <summary>Reads the settings of a project; the version is 0 when there have never been any. Needs <see cref="Permission.ReadErrors"/>.</summary>
    ValueTask<CommandResult<RetentionSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Replaces the settings of a project. Needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting; the change may be made all the same.</param>
    ValueTask<CommandResult<RetentionSettings>> ReplaceAsync(
        Actor actor, ProjectId project, RetentionSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>What went the last time that the settings were applied; not found while they never were. Needs <see cref="Permission.ReadErrors"/>.</summary>
    ValueTask<CommandResult<RetentionRun>> GetLastRunAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Applies the settings now, and says what went. Needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
    ValueTask<CommandResult<RetentionResult>> ApplyAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);
}
