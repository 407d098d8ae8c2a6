using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Caching;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Projects;

/// <summary>Keeps client keys as documents of the host's partition, where the key of the document makes keys unique.</summary>
internal sealed class ClientKeyDirectory : IClientKeyDirectory
{
    private readonly IDocumentStore _store;
    private readonly AccessGate _access;
    private readonly Changes _changes;
    private readonly ReadCache<PublicKey, ClientKey> _cache;

    public ClientKeyDirectory(Stores stores, AccessGate access, Changes changes, IOptions<MonitoringOptions> options, TimeProvider timeProvider)
    {
        _store = stores.Documents;
        _access = access;
        _changes = changes;
        _cache = new(async (key, token) => (await ReadAsync(key, token).ConfigureAwait(false))?.Value, options.Value.DirectoryCacheLifetime, timeProvider);
    }

    public ValueTask<ClientKey?> FindAsync(PublicKey key, CancellationToken cancellationToken) =>
        key.IsDefault ? default : _cache.GetAsync(key, cancellationToken);

    public async ValueTask<CommandResult<ClientKey>> GetAsync(Actor actor, ProjectId project, PublicKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await _access.CheckAsync(actor, Permission.ManageClientKeys, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<ClientKey>(decision);
        }

        var stored = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
        return stored is null || stored.Value.ProjectId != project ? NotFound(project, key) : CommandResults.Done(stored.Value, stored.Version);
    }

    public async ValueTask<CommandResult<Page<Versioned<ClientKey>>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Paging.ThrowIfOutOfRange(limit);
        var decision = await _access.CheckAsync(actor, Permission.ManageClientKeys, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<Versioned<ClientKey>>>(decision);
        }

        var query = new DocumentQuery
        {
            Partition = Partition.Host,
            Type = ProjectDocuments.ClientKey,
            Index = ProjectDocuments.ByProject,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(project.Value))],
            Limit = limit,
            Cursor = cursor,
        };
        return CommandResults.Done(await _store.QueryAsync(ProjectDocuments.ClientKey, query, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<CommandResult<ClientKey>> CreateAsync(
        Actor actor, ProjectId project, ClientKeySettings settings, PublicKey publicKey, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, project, settings, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var key = Apply(settings, new ClientKey
        {
            PublicKey = publicKey.IsDefault ? NewPublicKey() : publicKey,
            ProjectId = project,
            Label = settings.Label,
            CreatedAt = _changes.Now,
        });
        var result = await CommitAsync(actor, "key.created", null, key, cancellationToken).ConfigureAwait(false);
        return result ?? CommandResults.Conflict<ClientKey>($"publicKey: '{key.PublicKey}' is taken.");
    }

    public async ValueTask<CommandResult<ClientKey>> UpdateAsync(
        Actor actor, ProjectId project, PublicKey key, ClientKeySettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, project, settings, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        for (var attempt = 0; attempt < Changes.MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
            if (stored is null || stored.Value.ProjectId != project)
            {
                return NotFound(project, key);
            }

            if (expectedVersion is { } expected && expected != stored.Version)
            {
                return CommandResults.Conflict("The key was changed meanwhile.", stored.Value, stored.Version);
            }

            var changed = Apply(settings, stored.Value);
            if (Changes.AreSame(ProjectDocuments.ClientKey, stored.Value, changed))
            {
                return CommandResults.Done(stored.Value, stored.Version);
            }

            if (await CommitAsync(actor, "key.changed", stored, changed, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }
        }

        return CommandResults.Conflict<ClientKey>("The key is changed by others all the time; try again.");
    }

    public async ValueTask<CommandResult<ClientKey>> DeleteAsync(
        Actor actor, ProjectId project, PublicKey key, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await _access.CheckAsync(actor, Permission.ManageClientKeys, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<ClientKey>(decision);
        }

        for (var attempt = 0; attempt < Changes.MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
            if (stored is null || stored.Value.ProjectId != project)
            {
                return NotFound(project, key);
            }

            if (expectedVersion is { } expected && expected != stored.Version)
            {
                return CommandResults.Conflict("The key was changed meanwhile.", stored.Value, stored.Version);
            }

            if (await CommitDeleteAsync(actor, stored, cancellationToken).ConfigureAwait(false))
            {
                return CommandResults.Done(stored.Value);
            }
        }

        return CommandResults.Conflict<ClientKey>("The key is changed by others all the time; try again.");
    }

    private static CommandResult<ClientKey> NotFound(ProjectId project, PublicKey key) =>
        CommandResults.NotFound<ClientKey>($"Project {project} has no key '{key}'.");

    private static PublicKey NewPublicKey() =>
        PublicKey.TryParse(RandomNumberGenerator.GetHexString(32, lowercase: true), out var key) ? key : throw new UnreachableException();

    private static ClientKey Apply(ClientKeySettings settings, ClientKey key) =>
        key with { Label = settings.Label, IsActive = settings.IsActive, Service = settings.Service, RateLimit = settings.RateLimit };

    private async ValueTask<CommandResult<ClientKey>?> RefuseAsync(
        Actor actor, ProjectId project, ClientKeySettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        var decision = await _access.CheckAsync(actor, Permission.ManageClientKeys, project, cancellationToken).ConfigureAwait(false);
        return !decision.IsAllowed ? CommandResults.Refused<ClientKey>(decision)
            : FieldRules.Key(settings) is { } reason ? CommandResults.Invalid<ClientKey>(reason)
            : null;
    }

    /// <summary>Nothing when the key is no longer at the version that was read.</summary>
    private async ValueTask<CommandResult<ClientKey>?> CommitAsync(
        Actor actor, string action, Versioned<ClientKey>? before, ClientKey after, CancellationToken cancellationToken)
    {
        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Puts =
            [
                ProjectDocuments.ClientKey.Put(after, before?.Version ?? 0),
                _changes.Audit(actor, after.ProjectId, action, $"key:{after.PublicKey}", ProjectDocuments.ClientKey, before?.Value, after),
            ],
        };
        var result = await _cache.ForgetAfterAsync(after.PublicKey, () => _store.CommitAsync(commit, cancellationToken)).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(after, result.Versions[0]) : null;
    }

    private async ValueTask<bool> CommitDeleteAsync(Actor actor, Versioned<ClientKey> before, CancellationToken cancellationToken)
    {
        var key = before.Value.PublicKey;
        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Puts = [_changes.Audit(actor, before.Value.ProjectId, "key.deleted", $"key:{key}", ProjectDocuments.ClientKey, before.Value, null)],
            Deletes = [new DocumentDelete { Type = ProjectDocuments.ClientKey, Key = key.Value, ExpectedVersion = before.Version }],
        };
        var result = await _cache.ForgetAfterAsync(key, () => _store.CommitAsync(commit, cancellationToken)).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed;
    }

    private ValueTask<Versioned<ClientKey>?> ReadAsync(PublicKey key, CancellationToken cancellationToken) =>
        key.IsDefault ? default : _store.FindAsync(Partition.Host, ProjectDocuments.ClientKey, key.Value, cancellationToken);
}
