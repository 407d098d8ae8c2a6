using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Discards;

/// <summary>Hashes whose events are dropped for ever: counted as <c>discarded</c>, and not stored.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.DeleteErrors"/>. Other hosts take up a change
/// within seconds; an event that is on its way into the store at that moment is stored. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IDiscards
{
    /// <summary>Deletes an issue with its events, and drops all later events of its hashes. Answers what was deleted.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The issue.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Issue>> DiscardAsync(Actor actor, IssueId id, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the discarded hashes of a project, the last first.</summary>
    ValueTask<CommandResult<Page<DiscardedHash>>> ListAsync(
        Actor actor, ProjectId project, int limit = 25, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Lets events of a hash in again; the next one opens a new issue.</summary>
    ValueTask<CommandResult<DiscardedHash>> RestoreAsync(Actor actor, ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default);
}
