using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Projects;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Projects;

/// <summary>Writes a new project together with the reservation of its path and, when the number was not given, the counter.</summary>
internal sealed class ProjectCreation(IDocumentStore store, Changes changes)
{
    /// <summary>How many numbers that were given away by hand are passed over in search of a free one.</summary>
    private const int MaxTakenNumbers = 10_000;

    public async ValueTask<CommandResult<Project>> CreateAsync(Actor actor, NewProject wanted, ProjectId id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Changes.MaxAttempts; attempt++)
        {
            if (await FindTakenAsync(wanted.Path, id, cancellationToken).ConfigureAwait(false) is { } taken)
            {
                return taken;
            }

            var result = id.IsDefault
                ? await TryWithNextNumberAsync(actor, wanted, cancellationToken).ConfigureAwait(false)
                : await TryAsync(actor, Make(id, wanted), [], cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return result;
            }
        }

        return CommandResults.Conflict<Project>("Other projects are created at the same moment; try again.");
    }

    private async ValueTask<CommandResult<Project>?> FindTakenAsync(string path, ProjectId id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Partition.Host, ProjectDocuments.Path, path, cancellationToken).ConfigureAwait(false) is not null)
        {
            return CommandResults.Conflict<Project>($"path: '{path}' is taken by another project.");
        }

        return !id.IsDefault && await ExistsAsync(id, cancellationToken).ConfigureAwait(false)
            ? CommandResults.Conflict<Project>($"id: {id} is taken by another project.")
            : null;
    }

    private async ValueTask<CommandResult<Project>?> TryWithNextNumberAsync(Actor actor, NewProject wanted, CancellationToken cancellationToken)
    {
        var counter = await store.FindAsync(Partition.Host, ProjectDocuments.Counter, ProjectCounter.Key, cancellationToken).ConfigureAwait(false);
        var id = new ProjectId((counter?.Value.Last ?? 0) + 1);
        for (var taken = 0; await ExistsAsync(id, cancellationToken).ConfigureAwait(false); taken++)
        {
            if (taken == MaxTakenNumbers)
            {
                return CommandResults.Conflict<Project>("id: no free number was found near the last one; give one.");
            }

            id = new ProjectId(id.Value + 1);
        }

        var count = ProjectDocuments.Counter.Put(new ProjectCounter { Last = id.Value }, counter?.Version ?? 0);
        return await TryAsync(actor, Make(id, wanted), [count], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing when somebody else was faster.</summary>
    private async ValueTask<CommandResult<Project>?> TryAsync(Actor actor, Project project, DocumentPut[] counter, CancellationToken cancellationToken)
    {
        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Puts =
            [
                ProjectDocuments.Project.Put(project, expectedVersion: 0),
                ProjectDocuments.Path.Put(new ProjectPath { Path = project.Path, ProjectId = project.Id }, expectedVersion: 0),
                changes.Audit(actor, project.Id, "project.created", $"project:{project.Id}", ProjectDocuments.Project, null, project),
                .. counter,
            ],
        };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(project, result.Versions[0]) : null;
    }

    private Project Make(ProjectId id, NewProject wanted) =>
        new() { Id = id, Path = wanted.Path, Name = wanted.Name, Features = wanted.Features, CreatedAt = changes.Now };

    private async ValueTask<bool> ExistsAsync(ProjectId id, CancellationToken cancellationToken) =>
        await store.GetAsync(Partition.Host, ProjectDocuments.Project, id.ToString(), cancellationToken).ConfigureAwait(false) is not null;
}
