using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Archives;

/// <summary>Keeps the list of archives; <see cref="ArchivePump"/> writes them.</summary>
internal sealed class StoredArchives(ArchiveList list, Stores stores, IAccessControl access, IAuditLog audit, IOptions<MonitoringOptions> options, TimeProvider timeProvider) : IArchives
{
    private readonly ArchiveOptions _options = options.Value.Archives;

    public async ValueTask<CommandResult<StoreArchive>> StartAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<StoreArchive>(actor, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (_options.Directory is null)
        {
            return CommandResults.Conflict<StoreArchive>("This host writes no archives: MonitoringOptions.Archives.Directory names no directory.");
        }

        if (ArchiveSources.FaultOf(stores) is { } fault)
        {
            return CommandResults.Conflict<StoreArchive>(fault);
        }

        var now = timeProvider.GetUtcNow();
        var id = EntityId.Create(timeProvider);
        var archive = new StoreArchive { Id = id, File = ArchiveFiles.NameOf(id, now), State = ArchiveState.Waiting, ActorId = actor.Id, RequestedAt = now };
        var obstacle = (string?)null;
        var begun = await list.ChangeAsync(
            archives =>
            {
                obstacle = Obstacle(archives);
                return obstacle is null ? ([archive, .. archives], Audit(actor, "archive.requested", archive)) : null;
            },
            cancellationToken).ConfigureAwait(false);
        return begun ? CommandResults.Done(archive) : CommandResults.Conflict<StoreArchive>(obstacle!);
    }

    public async ValueTask<CommandResult<StoreArchive>> GetAsync(Actor actor, EntityId id, CancellationToken cancellationToken) =>
        await RefusalAsync<StoreArchive>(actor, cancellationToken).ConfigureAwait(false)
        ?? ((await list.ReadAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(archive => archive.Id == id) is { } found ? CommandResults.Done(found) : NotThere(id));

    public async ValueTask<CommandResult<Page<StoreArchive>>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        await RefusalAsync<Page<StoreArchive>>(actor, cancellationToken).ConfigureAwait(false)
        ?? CommandResults.Done(new Page<StoreArchive> { Items = await list.ReadAsync(cancellationToken).ConfigureAwait(false) });

    public async ValueTask<CommandResult<StoreArchive>> DeleteAsync(Actor actor, EntityId id, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<StoreArchive>(actor, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        StoreArchive? found = null;
        var elsewhere = false;
        var deleted = await list.ChangeAsync(
            archives =>
            {
                found = archives.FirstOrDefault(archive => archive.Id == id);
                elsewhere = found is { State: ArchiveState.Done } && !DeleteFile(found);
                if (found is null || elsewhere)
                {
                    return null;
                }

                return found.IsOnItsWay
                    ? (archives.Replace(found, found with { State = ArchiveState.Cancelled, EndedAt = timeProvider.GetUtcNow() }), Audit(actor, "archive.cancelled", found))
                    : (archives.Remove(found), Audit(actor, "archive.deleted", found));
            },
            cancellationToken).ConfigureAwait(false);
        return deleted ? CommandResults.Done(found!)
            : elsewhere ? CommandResults.Conflict<StoreArchive>($"The archive lies on '{found!.Host}'; ask there, or where its directory is shared.")
            : NotThere(id);
    }

    private string? Obstacle(ImmutableArray<StoreArchive> archives) =>
        archives.FirstOrDefault(archive => archive.IsOnItsWay) is { } other ? $"The archive {other.Id} is on its way; wait for it, or delete it."
            : archives.Count(archive => archive.State == ArchiveState.Done) >= _options.MaxKept ? $"{_options.MaxKept} archives are kept already; delete one, with a copy elsewhere if it is needed."
            : null;

    /// <returns>Whether no such file is left, as far as can be seen from here.</returns>
    private bool DeleteFile(StoreArchive archive)
    {
        var files = _options.Directory is { } directory ? new ArchiveFiles(directory) : null;
        if (files?.Exists(archive) != true)
        {
            return archive.Host == Environment.MachineName;
        }

        files.Delete(archive);
        return true;
    }

    private async ValueTask<CommandResult<T>?> RefusalAsync<T>(Actor actor, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ManageArchives, default, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed ? null : CommandResults.Refused<T>(decision);
    }

    private DocumentPut Audit(Actor actor, string action, StoreArchive archive) => audit.Prepare(AuditEntry.Of(actor, default, action, $"archive:{archive.Id}", timeProvider) with { After = archive.File });

    private static CommandResult<StoreArchive> NotThere(EntityId id) => CommandResults.NotFound<StoreArchive>($"There is no archive {id}.");
}
