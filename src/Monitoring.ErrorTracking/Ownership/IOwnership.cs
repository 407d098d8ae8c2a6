using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Ownership;

/// <summary>Who owns what goes wrong. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>.</summary>
/// <remarks>Safe to call on many threads. The only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface IOwnership
{
    /// <summary>Reads the rules of a project; the version is 0 when there have never been any.</summary>
    ValueTask<CommandResult<OwnershipSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Replaces the rules of a project. A mistake is <see cref="CommandOutcome.Invalid"/> with its line and column.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The rules.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting; the change may be made all the same.</param>
    ValueTask<CommandResult<OwnershipSettings>> ReplaceAsync(
        Actor actor, ProjectId project, OwnershipSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Says who owns an event that is not stored.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="eventJson">The event in the names of the Sentry protocol.</param>
    /// <param name="settings">The rules to try, or <see langword="null"/> for those of the project.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<IssueOwners>> TryAsync(
        Actor actor, ProjectId project, ReadOnlyMemory<byte> eventJson, OwnershipSettings? settings = null, CancellationToken cancellationToken = default);

    /// <summary>Says who owns an issue, by the newest of its events whose payload was kept.</summary>
    ValueTask<CommandResult<IssueOwners>> FindOwnersAsync(Actor actor, IssueId issue, CancellationToken cancellationToken = default);
}
