using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Reading;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Makes the changes that somebody asked for. Under the state's lock, on the journal's thread.</summary>
internal sealed partial class IssueChanger(ErrorState state, ChangeRecorder recorder)
{
    private static readonly IssueState Ongoing = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };

    /// <param name="update">The change.</param>
    /// <param name="pinned">Of a pin, the event as it was found.</param>
    public IssueUpdateResult Update(IssueUpdate update, LocatedEvent? pinned = null)
    {
        if (state.FindIssue(update.IssueId)?.Head is not { } issue)
        {
            return new IssueUpdateResult { Outcome = IssueUpdateOutcome.NotFound };
        }

        if (update.ExpectedVersion is { } expected && expected != issue.Version)
        {
            return Result(IssueUpdateOutcome.Conflict, issue);
        }

        return update.Change switch
        {
            IssueChange.SetState change => SetState(issue, change, update),
            IssueChange.Assign change => Put(issue with { Assignee = change.Assignee }, Assigned(update, issue, change.Assignee)),
            IssueChange.SetStateAndAssign change => SetStateAndAssign(issue, change, update),
            IssueChange.Merge change => Merge(issue, change, update),
            IssueChange.Unmerge change => Unmerge(issue, change, update),
            IssueChange.Pin change => Pin(issue, change, update, pinned),
            IssueChange.Unpin change => Unpin(issue, change, update),
            IssueChange.Delete => Delete(issue, update),
            _ => throw new ArgumentException($"'{update.Change}' is no change of an issue."),
        };
    }

    private IssueUpdateResult Put(IssueHead changed, params ReadOnlySpan<IssueTransition> transitions)
    {
        var head = changed with { Version = changed.Version + 1 };
        recorder.PutIssue(head);
        foreach (var transition in transitions)
        {
            Tell(head, transition);
        }

        return Result(IssueUpdateOutcome.Applied, head);
    }

    private IssueUpdateResult SetState(IssueHead issue, IssueChange.SetState change, IssueUpdate update)
    {
        var told = StatusChanged(update, issue, change.State);
        return Put(issue with { State = told.StateAfter! }, told);
    }

    private IssueUpdateResult SetStateAndAssign(IssueHead issue, IssueChange.SetStateAndAssign change, IssueUpdate update)
    {
        var told = StatusChanged(update, issue, change.State);
        return Put(issue with { State = told.StateAfter!, Assignee = change.Assignee }, told, Assigned(update, issue, change.Assignee));
    }

    private IssueUpdateResult Merge(IssueHead target, IssueChange.Merge change, IssueUpdate update)
    {
        var found = change.Sources.Select(source => state.FindIssue(source)?.Head).ToArray();
        if (found.Contains(null))
        {
            return Result(IssueUpdateOutcome.NotFound, target);
        }

        if (found.Any(source => source!.Project != target.Project))
        {
            return Result(IssueUpdateOutcome.Refused, target);
        }

        var sources = found.OfType<IssueHead>().Where(source => source.Id != target.Id).DistinctBy(source => source.Id).ToArray();
        if (sources.Length == 0)
        {
            return Result(IssueUpdateOutcome.Applied, target);
        }

        foreach (var source in sources)
        {
            recorder.PutMerged(source, target.Id);
            recorder.RemoveIssue(source.Id);
            Repoint(source.Project, source.Hashes, target.Id);
        }

        ImmutableArray<IssueMove> moved = [.. sources.Select(source => new IssueMove { IssueId = source.Id, Hashes = [.. source.Hashes.Order()] })];
        return Put(Rebased(target, target.With(sources.SelectMany(source => source.Hashes)), update), Of(update, IssueTransitionKind.Merged) with { Moved = moved });
    }

    private IssueUpdateResult Unmerge(IssueHead issue, IssueChange.Unmerge change, IssueUpdate update)
    {
        var taken = change.Hashes.Distinct().Order().ToImmutableArray();
        if (taken.Except(issue.Hashes).Any() || !HasCounted(issue.Project, taken) || !HasCounted(issue.Project, issue.Hashes.Except(taken)))
        {
            return Result(IssueUpdateOutcome.Refused, issue);
        }

        var restored = Restore(issue, taken);
        var separated = (restored ?? IssueRegister.Open(state, recorder, issue.Project, Ongoing)) with { Hashes = taken };
        var counts = new CountsOfIssue(state, separated);
        separated = separated with
        {
            State = restored is null ? IssueLifecycle.Set(Ongoing, update.At, counts) : IssueLifecycle.Restore(separated.State, IssueLifecycle.Measure(counts, update.At)),
        };
        recorder.PutIssue(separated);
        Repoint(issue.Project, taken, separated.Id);
        var told = Of(update, IssueTransitionKind.Unmerged) with { Moved = [new IssueMove { IssueId = separated.Id, Hashes = taken }] };
        return Put(Rebased(issue, issue.Without(taken), update), told) with { Separated = state.Row(separated) };
    }

    /// <summary>An issue that has gained or lost hashes, and counts on as if it had not.</summary>
    private IssueHead Rebased(IssueHead before, IssueHead after, IssueUpdate update) => after with
    {
        State = IssueLifecycle.Rebase(before.State, Measure(before, update), Measure(after, update)),
    };

    private IssueBaseline Measure(IssueHead head, IssueUpdate update) => IssueLifecycle.Measure(new CountsOfIssue(state, head), update.At);

    private bool HasCounted(ProjectId project, IEnumerable<GroupingHash> hashes) => hashes.Any(hash => state.FindHash(project, hash) is { Totals.Count: > 0 });

    /// <summary>Of the issues that were merged into this one and owned one of the hashes then, takes the one that was merged away last.</summary>
    private IssueHead? Restore(IssueHead from, ImmutableArray<GroupingHash> hashes)
    {
        var merged = state.Merged
            .Where(merged => merged.Head.Project == from.Project && merged.Head.Hashes.Intersect(hashes).Any() && state.FindIssue(merged.Into)?.Id == from.Id)
            .MaxBy(merged => merged.Order);
        if (merged is null)
        {
            return null;
        }

        recorder.RemoveMerged(merged.Head.Id);
        return merged.Head with { Version = merged.Head.Version + 1 };
    }

    private IssueUpdateResult Delete(IssueHead issue, IssueUpdate update)
    {
        Tell(issue, Of(update, IssueTransitionKind.Deleted));
        IssueRegister.Delete(state, recorder, issue);
        return new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied };
    }

    private void Repoint(ProjectId project, ImmutableArray<GroupingHash> hashes, IssueId owner)
    {
        foreach (var hash in hashes)
        {
            recorder.PutOwner(project, hash, owner);
        }
    }

    /// <summary>Writes a transition, whose facts about the issue are filled in.</summary>
    private void Tell(IssueHead issue, IssueTransition transition)
    {
        var latest = state.Totals(issue).Max(hash => hash.Latest)!;
        recorder.AddTransition(transition with
        {
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Status = issue.State.Status,
            Title = latest.Title,
            Level = latest.Level,
        });
    }

    private IssueTransition StatusChanged(IssueUpdate update, IssueHead issue, IssueState wanted) => Of(update, IssueTransitionKind.StatusChanged) with
    {
        StateBefore = IssueLifecycle.At(issue.State, update.At),
        StateAfter = IssueLifecycle.Set(wanted, update.At, new CountsOfIssue(state, issue)),
    };

    private static IssueTransition Assigned(IssueUpdate update, IssueHead before, string? after) =>
        Of(update, IssueTransitionKind.Assigned) with { AssigneeBefore = before.Assignee, AssigneeAfter = after };

    private static IssueTransition Of(IssueUpdate update, IssueTransitionKind kind) => new()
    {
        Position = 0,
        ProjectId = default,
        IssueId = default,
        Kind = kind,
        At = update.At.ToUniversalTime(),
        Status = default,
        Title = "",
        Level = default,
        ActorId = update.ActorId,
        ActorKind = update.ActorKind,
        Door = update.Door,
    };

    private IssueUpdateResult Result(IssueUpdateOutcome outcome, IssueHead issue) => new() { Outcome = outcome, Issue = state.Row(issue) };
}
