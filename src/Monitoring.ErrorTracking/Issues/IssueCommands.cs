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
        return found.Value is null ? Failed(found) : await ApplyAsync(actor, found.Value, change, expectedVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Assigns an issue, and with it sets the state if one is given.</summary>
    public async ValueTask<CommandResult<IssueUpdateResult>> AssignAsync(
        Actor actor, IssueId id, string? assignee, IssueState? state, long? expectedVersion, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, id, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return Failed(found);
        }

        if (assignee is not null && !await CanBeAssignedAsync(actor, found.Value.Row.ProjectId, assignee, cancellationToken).ConfigureAwait(false))
        {
            return CommandResults.Invalid<IssueUpdateResult>("The assignee must be a member of the project who may see its errors.");
        }

        IssueChange change = state is null
            ? new IssueChange.Assign { Assignee = assignee }
            : new IssueChange.SetStateAndAssign { State = state, Assignee = assignee };
        return await ApplyAsync(actor, found.Value, change, expectedVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Merges issues into one. Those that have been merged into it already, in either direction, are left out.</summary>
    public async ValueTask<CommandResult<IssueUpdateResult>> MergeAsync(
        Actor actor, IssueId id, ImmutableArray<IssueId> sources, long? expectedVersion, CancellationToken cancellationToken)
    {
        var target = await issues.FindAsync(actor, id, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        if (target.Value is not { Row: var row })
        {
            return Failed(target);
        }

        var others = new List<IssueId>();
        foreach (var source in sources)
        {
            var other = await issues.FindAsync(actor, source, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
            if (other.Value is null)
            {
                return Failed(other);
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
        return new Issue { Row = row, ShortId = project is null ? row.Id.ToString() : ShortIds.Format(project, row) };
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
                return CommandResults.Invalid<IssueUpdateResult>(
                    "Issues can be merged within a project only, and an unmerge must take hashes of the issue that have events and leave others.");
            default:
                return CommandResults.NotFound<IssueUpdateResult>($"There is no issue {id}.");
        }
    }

    private async ValueTask<bool> CanBeAssignedAsync(Actor actor, ProjectId project, string assignee, CancellationToken cancellationToken)
    {
        if (assignee.Length is 0 or > MaxAssigneeLength)
        {
            return false;
        }

        return assignee == actor.Id
            || (await members.FindRoleAsync(project, assignee, cancellationToken).ConfigureAwait(false) is { } role
                && PermissionTable.Allows(role, Permission.ReadErrors));
    }

    private static CommandResult<IssueUpdateResult> Failed(CommandResult<Issue> found) =>
        new() { Outcome = found.Outcome, Reason = found.Reason, Access = found.Access };
}
