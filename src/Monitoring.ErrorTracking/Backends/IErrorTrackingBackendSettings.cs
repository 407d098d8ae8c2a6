using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>Chooses the back ends of projects. Every call needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
/// <remarks>Safe to call on many threads; changes are audited, without the token. The only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface IErrorTrackingBackendSettings
{
    /// <summary>Reads the settings of a project; the integrated back end when it has chosen none.</summary>
    ValueTask<CommandResult<BackendSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts other settings in place of a project's. Those with a mistake are <see cref="CommandOutcome.Invalid"/>; the reason names its place. The server is not asked.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="change">The settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, 0 for a project that has chosen nothing, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<BackendSettings>> ReplaceAsync(
        Actor actor, ProjectId project, BackendSettingsChange change, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Asks the Sentry server for the projects that the token can see, the first 500 of them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="change">Settings to try, which are not stored; <see langword="null"/> for the project's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<BackendResult<Page<BackendProject>>> TestAsync(
        Actor actor, ProjectId project, BackendSettingsChange? change = null, CancellationToken cancellationToken = default);
}
