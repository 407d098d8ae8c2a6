using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Finds issues for an actor. What the actor may not know of is answered like what is not there, to the letter.</summary>
internal sealed class IssueAccess(IErrorStore store, IAccessControl access, IProjectDirectory projects, TimeProvider timeProvider)
{
    private const int ProjectsAtOnce = 100;

    /// <summary>Reads an issue when the actor may do with it what the permission names.</summary>
    public async ValueTask<CommandResult<Issue>> FindAsync(Actor actor, IssueId id, Permission permission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var row = id.IsDefault ? null : await store.GetIssueAsync(id, cancellationToken).ConfigureAwait(false);
        return await AdmitAsync(actor, row, permission, $"There is no issue {id}.", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads an issue by its short id in the projects that the actor may see.</summary>
    public async ValueTask<CommandResult<Issue>> FindAsync(Actor actor, string shortId, CancellationToken cancellationToken)
    {
        var missing = "There is no issue of this id.";
        if (!ShortIds.TryParse(shortId, out var slug, out var number))
        {
            return CommandResults.NotFound<Issue>(missing);
        }

        // Only what the actor may read makes a conflict: which other projects have such an issue is not for a guest to know.
        CommandResult<Issue>? found = null;
        await foreach (var project in ProjectsOfAsync(actor, cancellationToken).ConfigureAwait(false))
        {
            if (!ShortIds.Fits(project, slug) || await store.FindIssueByNumberAsync(project.Id, number, cancellationToken).ConfigureAwait(false) is not { } row)
            {
                continue;
            }

            var result = await AdmitAsync(actor, row, Permission.ReadErrors, missing, cancellationToken).ConfigureAwait(false);
            if (found?.Outcome == CommandOutcome.Done && result.Outcome == CommandOutcome.Done)
            {
                return CommandResults.Conflict<Issue>($"Several projects have an issue {slug.ToUpperInvariant()}-{number}; use the id instead.");
            }

            found = found is null || result.Outcome == CommandOutcome.Done ? result : found;
        }

        return found ?? CommandResults.NotFound<Issue>(missing);
    }

    /// <summary>Reads an event in the first of the actor's projects that has it and shows it to the actor.</summary>
    public async ValueTask<CommandResult<StoredEvent>> FindEventAsync(Actor actor, EventId id, CancellationToken cancellationToken)
    {
        AccessDecision? refused = null;
        await foreach (var project in ProjectsOfAsync(actor, cancellationToken).ConfigureAwait(false))
        {
            if (await store.GetEventAsync(project.Id, id, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                continue;
            }

            var decision = await access.CheckAsync(actor, Permission.ReadErrors, project.Id, cancellationToken).ConfigureAwait(false);
            if (decision.IsAllowed)
            {
                return CommandResults.Done(found);
            }

            refused ??= decision;
        }

        return refused is null ? CommandResults.NotFound<StoredEvent>($"There is no event {id}.") : CommandResults.Refused<StoredEvent>(refused);
    }

    private async ValueTask<CommandResult<Issue>> AdmitAsync(
        Actor actor, IssueRow? row, Permission permission, string missing, CancellationToken cancellationToken)
    {
        if (row is null)
        {
            return CommandResults.NotFound<Issue>(missing);
        }

        var decision = await access.CheckAsync(actor, permission, row.ProjectId, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return decision.Kind == AccessDecisionKind.NotFound ? CommandResults.NotFound<Issue>(missing) : CommandResults.Refused<Issue>(decision);
        }

        var project = await projects.FindAsync(row.ProjectId, cancellationToken).ConfigureAwait(false);
        return project is null
            ? CommandResults.NotFound<Issue>(missing)
            : CommandResults.Done(Issue.Of(project, row, timeProvider.GetUtcNow()), row.Version);
    }

    private async IAsyncEnumerable<Project> ProjectsOfAsync(
        Actor actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await projects.ListAsync(actor, ProjectsAtOnce, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var project in page.Items)
            {
                yield return project.Value;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
