using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Signals;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Changes issues: checks the actor and the change, and hands it to the store, whose transitions bring it into activity and audit log.</summary>
internal sealed class IssueCommands(
    IErrorStore store,
    IssueAccess issues,
    IssueStates states,
    IMemberDirectory members,
    IProjectDirectory projects,
    ISignalHint signals,
    TimeProvider timeProvider)
{
    private const int MaxAssigneeLength = 255;
    private const string ChangedMeanwhile = "The issue was changed meanwhile; read it again.";

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>Makes a change that needs no look at the issue before.</summary>
    public async ValueTask<CommandResult<IssueUpdateResult>> ApplyAsync(
        Actor actor, IssueId id, Permission permission, IssueChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, id, permission, cancellationToken).ConfigureAwait(false);
        return found.Value is null ? found.Fail<Issue, IssueUpdateResult>() : await ApplyAsync(actor, found.Value, change, expectedVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the status of an issue.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The issue.</param>
    /// <param name="change">The status and its conditions.</param>
    /// <param name="make">Makes the change of the state that follows from them.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<CommandResult<IssueUpdateResult>> SetStatusAsync(
        Actor actor, IssueId id, IssueStatusChange change, Func<IssueState, IssueChange> make, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (IssueStatusChanges.Check(change, Now) is { } problem)
        {
            return CommandResults.Invalid<IssueUpdateResult>(problem);
        }

        var found = await issues.FindAsync(actor, id, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return found.Fail<Issue, IssueUpdateResult>();
        }

        var (state, reason) = await states.OfAsync(change, found.Value.Row, cancellationToken).ConfigureAwait(false);
        return state is null
            ? CommandResults.Invalid<IssueUpdateResult>(reason!)
            : await ApplyAsync(actor, found.Value, make(state), expectedVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the status of an issue and assigns it.</summary>
    public async ValueTask<CommandResult<IssueUpdateResult>> SetStatusAndAssignAsync(
        Actor actor, IssueId id, IssueStatusChange change, string? assignee, long? expectedVersion, CancellationToken cancellationToken) =>
        await RefuseAssigneeAsync(actor, id, assignee, cancellationToken).ConfigureAwait(false)
            ?? await SetStatusAsync(
                actor, id, change, state => new IssueChange.SetStateAndAssign { State = state, Assignee = assignee }, expectedVersion, cancellationToken).ConfigureAwait(false);

    /// <summary>Assigns an issue.</summary>
    public async ValueTask<CommandResult<IssueUpdateResult>> AssignAsync(
        Actor actor, IssueId id, string? assignee, long? expectedVersion, CancellationToken cancellationToken) =>
        await RefuseAssigneeAsync(actor, id, assignee, cancellationToken).ConfigureAwait(false)
            ?? await ApplyAsync(actor, id, Permission.UpdateErrors, new IssueChange.Assign { Assignee = assignee }, expectedVersion, cancellationToken).ConfigureAwait(false);

    /// <summary>Merges issues into one. Those that have been merged into it already, in either direction, are left out.</summary>
    public async ValueTask<CommandResult<IssueUpdateResult>> MergeAsync(
        Actor actor, IssueId id, ImmutableArray<IssueId> sources, long? expectedVersion, CancellationToken cancellationToken)
    {
        var target = await issues.FindAsync(actor, id, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        if (target.Value is not { Row: var row })
        {
            return target.Fail<Issue, IssueUpdateResult>();
        }

        var others = new List<IssueId>();
        foreach (var source in sources)
        {
            var other = await issues.FindAsync(actor, source, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
            if (other.Value is null)
            {
                return other.Fail<Issue, IssueUpdateResult>();
            }

            if (other.Value.Row.Id != row.Id)
            {
                others.Add(source);
            }
        }

        if (others.Count == 0)
        {
            var unchanged = new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied, Issue = row };
            return expectedVersion is null || expectedVersion == row.Version
                ? CommandResults.Done(unchanged, row.Version)
                : CommandResults.Conflict(ChangedMeanwhile, unchanged, row.Version);
        }

        var change = new IssueChange.Merge { Sources = [.. others] };
        return await ApplyAsync(actor, target.Value, change, expectedVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The issue as people see it, from what the store answered.</summary>
    public async ValueTask<Issue> ShowAsync(IssueRow row, CancellationToken cancellationToken)
    {
        var project = await projects.FindAsync(row.ProjectId, cancellationToken).ConfigureAwait(false);
        return Issue.Of(project, row, Now);
    }

    private async ValueTask<CommandResult<IssueUpdateResult>> ApplyAsync(
        Actor actor, Issue before, IssueChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        var id = before.Row.Id;
        var update = new IssueUpdate
        {
            IssueId = id,
            Change = change,
            ActorId = actor.Id,
            ActorKind = actor.Kind,
            Door = actor.Door,
            At = Now,
            ExpectedVersion = expectedVersion,
        };
        var result = await store.UpdateIssueAsync(update, cancellationToken).ConfigureAwait(false);
        switch (result.Outcome)
        {
            case IssueUpdateOutcome.Applied:
                signals.Notify();
                return CommandResults.Done(result, result.Issue?.Version ?? 0);
            case IssueUpdateOutcome.Conflict:
                return CommandResults.Conflict(ChangedMeanwhile, result, result.Issue?.Version ?? 0);
            case IssueUpdateOutcome.Refused:
                return CommandResults.Invalid<IssueUpdateResult>(change is IssueChange.Pin
                    ? $"The event cannot be pinned: its payload has gone, or the project has {ErrorStoreLimits.PinnedEvents} pinned events already."
                    : "Issues can be merged within a project only, and an unmerge must take hashes of the issue that have events and leave others.");
            default:
                return CommandResults.NotFound<IssueUpdateResult>($"There is no issue {id}.");
        }
    }

    /// <returns><see langword="null"/> when the issue can be assigned so.</returns>
    private async ValueTask<CommandResult<IssueUpdateResult>?> RefuseAssigneeAsync(Actor actor, IssueId id, string? assignee, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, id, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        return found.Value is null ? found.Fail<Issue, IssueUpdateResult>()
            : assignee is null || await CanBeAssignedAsync(actor, found.Value.Row.ProjectId, assignee, cancellationToken).ConfigureAwait(false) ? null
            : CommandResults.Invalid<IssueUpdateResult>("The assignee must be a member of the project who may see its errors.");
    }

    /// <summary>Whether somebody may be given issues of a project.</summary>
    public async ValueTask<bool> CanBeAssignedAsync(Actor actor, ProjectId project, string assignee, CancellationToken cancellationToken)
    {
        if (assignee.Length is 0 or > MaxAssigneeLength)
        {
            return false;
        }

        return assignee == actor.Id
            || (await members.FindRoleAsync(project, assignee, cancellationToken).ConfigureAwait(false) is { } role
                && PermissionTable.Allows(role, Permission.ReadErrors));
    }
}
