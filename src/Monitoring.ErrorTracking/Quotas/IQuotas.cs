using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>How much may be sent to projects, and how much was.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>. A change holds
/// on this host at once and on others within seconds. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IQuotas
{
    /// <summary>Reads the rules of a project with their use.</summary>
    ValueTask<CommandResult<QuotaReport>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts other rules in place of a project's. Those with mistakes are <see cref="CommandOutcome.Invalid"/>; the reason names the first one's place.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The rules.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<QuotaReport>> ReplaceAsync(
        Actor actor, ProjectId project, QuotaSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
