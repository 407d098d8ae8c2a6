using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Projects;

/// <summary>The projects of the host. Commands check the actor, are audited, and are durable when they return.</summary>
public interface IProjectDirectory
{
    /// <summary>Finds a project; from memory when it was read lately. <see langword="null"/> when it is not there.</summary>
    ValueTask<Project?> FindAsync(ProjectId id, CancellationToken cancellationToken = default);

    /// <summary>Finds a project by its full path, whatever the case of its letters.</summary>
    ValueTask<Project?> FindByPathAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Reads a project with its version, for a change of it. Needs <see cref="Permission.ReadProject"/>.</summary>
    ValueTask<CommandResult<Project>> GetAsync(Actor actor, ProjectId id, CancellationToken cancellationToken = default);

    /// <summary>Lists the projects that the actor may see, by id.</summary>
    ValueTask<Page<Versioned<Project>>> ListAsync(Actor actor, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates a project with its features, as one change. Needs <see cref="Permission.CreateProject"/>.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="path">The full path, unique in the host. Its last segment must not consist of digits alone: wherever a project may be named by its
    /// number or its path, a number is looked up as a number.</param>
    /// <param name="name">The name shown to people.</param>
    /// <param name="id">The number; <see langword="default"/> for the next free one.</param>
    /// <param name="features">What is switched on; nothing by default.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Project>> CreateAsync(
        Actor actor, string path, string name, ProjectId id = default, ImmutableArray<Feature> features = default, CancellationToken cancellationToken = default);

    /// <summary>Renames a project. Needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
    ValueTask<CommandResult<Project>> RenameAsync(Actor actor, ProjectId id, string name, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Switches exactly these features on. Needs <see cref="Permission.SwitchFeatures"/>.</summary>
    ValueTask<CommandResult<Project>> SetFeaturesAsync(
        Actor actor, ProjectId id, ImmutableArray<Feature> features, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
