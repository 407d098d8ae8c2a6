using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Sampling;

/// <summary>Of which events of projects the payload is kept: read and changed by people.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>. A change holds
/// on this host at once and on others within seconds. Counts are exact in any case. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface ISampling
{
    /// <summary>Reads the settings of a project, and what they do.</summary>
    ValueTask<CommandResult<SamplingReport>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts other settings in place of a project's. Those with mistakes are <see cref="CommandOutcome.Invalid"/>.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<SamplingReport>> ReplaceAsync(
        Actor actor, ProjectId project, SamplingSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
