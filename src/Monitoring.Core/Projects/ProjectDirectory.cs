using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Caching;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Projects;

/// <summary>Keeps projects as documents of the host's partition.</summary>
internal sealed class ProjectDirectory : IProjectDirectory
{
    private readonly IDocumentStore _store;
    private readonly AccessGate _access;
    private readonly Changes _changes;
    private readonly ProjectCreation _creation;
    private readonly ReadCache<ProjectId, Project> _byId;
    private readonly ReadCache<string, ProjectPath> _byPath;

    public ProjectDirectory(Stores stores, AccessGate access, Changes changes, IOptions<MonitoringOptions> options, TimeProvider timeProvider)
    {
        _store = stores.Documents;
        _access = access;
        _changes = changes;
        _creation = new ProjectCreation(_store, changes);
        var lifetime = options.Value.DirectoryCacheLifetime;
        _byId = new(async (id, token) => (await ReadAsync(id, token).ConfigureAwait(false))?.Value, lifetime, timeProvider);
        _byPath = new(ReadPathAsync, lifetime, timeProvider);
    }

    public ValueTask<Project?> FindAsync(ProjectId id, CancellationToken cancellationToken) => _byId.GetAsync(id, cancellationToken);

    public async ValueTask<Project?> FindByPathAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        var lowercase = path.ToLowerInvariant();
        if (FieldRules.Path(lowercase) is not null)
        {
            return null;
        }

        var found = await _byPath.GetAsync(lowercase, cancellationToken).ConfigureAwait(false);
        return found is null ? null : await FindAsync(found.ProjectId, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Project>> GetAsync(Actor actor, ProjectId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await _access.CheckAsync(actor, Permission.ReadProject, id, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Project>(decision);
        }

        var stored = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        return stored is null ? CommandResults.NotFound<Project>($"There is no project {id}.") : CommandResults.Done(stored.Value, stored.Version);
    }

    public async ValueTask<Page<Versioned<Project>>> ListAsync(Actor actor, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Paging.ThrowIfOutOfRange(limit);
        return actor.Kind == ActorKind.Anonymous ? new Page<Versioned<Project>> { Items = [] }
            : actor.IsAdministrator ? await ListAllAsync(limit, cursor, cancellationToken).ConfigureAwait(false)
            : await ListOfMemberAsync(actor, limit, cursor, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Project>> CreateAsync(
        Actor actor, string path, string name, ProjectId id, ImmutableArray<Feature> features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(name);
        var decision = await _access.CheckAsync(actor, Permission.CreateProject, default, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Project>(decision);
        }

        var lowercase = path.ToLowerInvariant();
        var wanted = Sorted(features);
        if ((FieldRules.NewPath(lowercase) ?? FieldRules.Name(name) ?? FieldRules.Features(wanted)) is { } reason)
        {
            return CommandResults.Invalid<Project>(reason);
        }

        try
        {
            var result = await _creation.CreateAsync(actor, new NewProject(lowercase, name, wanted), id, cancellationToken).ConfigureAwait(false);
            if (result.Value is { } project)
            {
                _byId.Remove(project.Id);
            }

            return result;
        }
        finally
        {
            // Also when another host was faster, or the answer did not arrive: that there was nothing may have been kept.
            _byPath.Remove(lowercase);
            if (!id.IsDefault)
            {
                _byId.Remove(id);
            }
        }
    }

    public ValueTask<CommandResult<Project>> RenameAsync(Actor actor, ProjectId id, string name, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var change = new ProjectChange
        {
            Permission = Permission.ChangeProjectSettings,
            Action = "project.renamed",
            Problem = FieldRules.Name(name),
            Apply = project => project with { Name = name },
        };
        return ChangeAsync(actor, id, change, expectedVersion, cancellationToken);
    }

    public ValueTask<CommandResult<Project>> SetFeaturesAsync(
        Actor actor, ProjectId id, ImmutableArray<Feature> features, long? expectedVersion, CancellationToken cancellationToken)
    {
        var wanted = Sorted(features);
        var change = new ProjectChange
        {
            Permission = Permission.SwitchFeatures,
            Action = "project.features-switched",
            Problem = FieldRules.Features(wanted),
            Apply = project => project with { Features = wanted },
        };
        return ChangeAsync(actor, id, change, expectedVersion, cancellationToken);
    }

    private static ImmutableArray<Feature> Sorted(ImmutableArray<Feature> features) => features.IsDefault ? [] : [.. features.Distinct().Order()];

    private async ValueTask<CommandResult<Project>> ChangeAsync(
        Actor actor, ProjectId id, ProjectChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await _access.CheckAsync(actor, change.Permission, id, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Project>(decision);
        }

        if (change.Problem is { } reason)
        {
            return CommandResults.Invalid<Project>(reason);
        }

        for (var attempt = 0; attempt < Changes.MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
            var result = await TryChangeAsync(actor, id, change, stored, expectedVersion, cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return result;
            }
        }

        return CommandResults.Conflict<Project>("The project is changed by others all the time; try again.");
    }

    /// <summary>Nothing when somebody else was faster.</summary>
    private async ValueTask<CommandResult<Project>?> TryChangeAsync(
        Actor actor, ProjectId id, ProjectChange change, Versioned<Project>? stored, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (stored is null)
        {
            return CommandResults.NotFound<Project>($"There is no project {id}.");
        }

        if (expectedVersion is { } expected && expected != stored.Version)
        {
            return CommandResults.Conflict("The project was changed meanwhile.", stored.Value, stored.Version);
        }

        var changed = change.Apply(stored.Value);
        if (Changes.AreSame(ProjectDocuments.Project, stored.Value, changed))
        {
            return CommandResults.Done(stored.Value, stored.Version);
        }

        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Puts =
            [
                ProjectDocuments.Project.Put(changed, stored.Version),
                _changes.Audit(actor, id, change.Action, $"project:{id}", ProjectDocuments.Project, stored.Value, changed),
            ],
        };
        var result = await _byId.ForgetAfterAsync(id, () => _store.CommitAsync(commit, cancellationToken)).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(changed, result.Versions[0]) : null;
    }

    private ValueTask<Page<Versioned<Project>>> ListAllAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = Partition.Host,
            Type = ProjectDocuments.Project,
            Index = ProjectDocuments.ById,
            Limit = limit,
            Cursor = cursor,
        };
        return _store.QueryAsync(ProjectDocuments.Project, query, cancellationToken);
    }

    private async ValueTask<Page<Versioned<Project>>> ListOfMemberAsync(Actor actor, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var memberships = await _access.Members.ListProjectsAsync(actor.Id, limit, cursor, cancellationToken).ConfigureAwait(false);
        var projects = ImmutableArray.CreateBuilder<Versioned<Project>>(memberships.Items.Length);
        foreach (var id in memberships.Items)
        {
            if (await _store.FindReadableAsync(Partition.Host, ProjectDocuments.Project, id.ToString(), cancellationToken).ConfigureAwait(false) is { } project)
            {
                projects.Add(project);
            }
        }

        return new Page<Versioned<Project>> { Items = projects.ToImmutable(), Next = memberships.Next };
    }

    private ValueTask<Versioned<Project>?> ReadAsync(ProjectId id, CancellationToken cancellationToken) =>
        id.IsDefault ? default : _store.FindAsync(Partition.Host, ProjectDocuments.Project, id.ToString(), cancellationToken);

    private async ValueTask<ProjectPath?> ReadPathAsync(string path, CancellationToken cancellationToken) =>
        (await _store.FindAsync(Partition.Host, ProjectDocuments.Path, path, cancellationToken).ConfigureAwait(false))?.Value;
}
