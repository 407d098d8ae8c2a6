using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.Core.Archives;

/// <summary>
/// Writes all that the host keeps into portable archives while it goes on, one at a time and in the background. <c>monitoring-migrate restore</c> puts an archive into an empty store of
/// whatever provider.
/// </summary>
/// <remarks>
/// <para>Safe to call on many threads. All calls need <see cref="Permission.ManageArchives"/>, which administrators of the host have; commands are in the audit log. Where archives lie is a
/// setting of the host, <see cref="ArchiveOptions.Directory"/>, and no matter of who asks; without it there are none.</para>
/// <para>An archive holds issues and events as they were at one moment, shortly after <see cref="StoreArchive.BeganAt"/>, and documents as they were at a moment just before. What was
/// answered before is in it, what comes after is not, and of nothing a part. Attachments are read last: one that was removed meanwhile is not in it.</para>
/// <para>It goes on after a restart of the host, from the beginning. The only expected exception is <see cref="StorageUnavailableException"/>.</para>
/// </remarks>
public interface IArchives
{
    /// <summary>
    /// Asks for an archive and does not wait for it. <see cref="CommandOutcome.Conflict"/> while one is on its way, when <see cref="ArchiveOptions.MaxKept"/> are kept, when no
    /// directory is set, and when a store of this host cannot be moved.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<StoreArchive>> StartAsync(Actor actor, CancellationToken cancellationToken = default);

    /// <summary>Reads how far an archive is.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The archive.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<StoreArchive>> GetAsync(Actor actor, EntityId id, CancellationToken cancellationToken = default);

    /// <summary>Lists archives, the last asked for first; of those that failed or were cancelled the last ones, together at most 100. All are on one page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<StoreArchive>>> ListAsync(Actor actor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes an archive with its file; one that is on its way is cancelled. <see cref="CommandOutcome.Conflict"/> when the file lies on another machine than this host's. A file that
    /// somebody has moved away stays where it is.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The archive.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The archive as it was.</returns>
    ValueTask<CommandResult<StoreArchive>> DeleteAsync(Actor actor, EntityId id, CancellationToken cancellationToken = default);
}
