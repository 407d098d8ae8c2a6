using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Makes the changes that somebody asked for.</summary>
internal sealed class IssueChanger(ErrorTables tables)
{
    private static readonly IssueState Ongoing = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };

    public IssueUpdateResult Update(IssueUpdate update)
    {
        if (tables.Find(update.IssueId) is not { } issue)
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
            IssueChange.Assign change => Assign(issue, change, update),
            IssueChange.SetStateAndAssign change => SetStateAndAssign(issue, change, update),
            IssueChange.Merge change => Merge(issue, change, update),
            IssueChange.Unmerge change => Unmerge(issue, change, update),
            IssueChange.Pin change => Pin(issue, change, update),
            IssueChange.Unpin change => Unpin(issue, change, update),
            IssueChange.Delete => Delete(issue, update),
            _ => throw new ArgumentException($"'{update.Change}' is no change of an issue."),
        };
    }

    private IssueUpdateResult SetState(Issue issue, IssueChange.SetState change, IssueUpdate update)
    {
        var told = StatusChanged(update, issue, change.State);
        issue.State = told.StateAfter!;
        return Applied(issue, told);
    }

    private IssueUpdateResult Assign(Issue issue, IssueChange.Assign change, IssueUpdate update)
    {
        var told = Assigned(update, issue, change.Assignee);
        issue.Assignee = change.Assignee;
        return Applied(issue, told);
    }

    private IssueUpdateResult SetStateAndAssign(Issue issue, IssueChange.SetStateAndAssign change, IssueUpdate update)
    {
        var (state, assignee) = (StatusChanged(update, issue, change.State), Assigned(update, issue, change.Assignee));
        issue.State = state.StateAfter!;
        issue.Assignee = change.Assignee;
        return Applied(issue, state, assignee);
    }

    private IssueUpdateResult Merge(Issue target, IssueChange.Merge change, IssueUpdate update)
    {
        var found = change.Sources.Select(tables.Find).ToArray();
        if (found.Contains(null))
        {
            return Result(IssueUpdateOutcome.NotFound, target);
        }

        if (found.Any(source => source!.Project != target.Project))
        {
            return Result(IssueUpdateOutcome.Refused, target);
        }

        var sources = found.OfType<Issue>().Where(source => source != target).Distinct().ToArray();
        if (sources.Length == 0)
        {
            return Result(IssueUpdateOutcome.Applied, target);
        }

        ImmutableArray<IssueMove> moved = [.. sources.Select(source => new IssueMove { IssueId = source.Id, Hashes = [.. source.Hashes.Select(hash => hash.Hash)] })];
        var before = Measure(target, update);
        foreach (var source in sources)
        {
            MergeAway(source, target);
        }

        target.State = IssueLifecycle.Rebase(target.State, before, Measure(target, update));
        return Applied(target, Of(update, IssueTransitionKind.Merged) with { Moved = moved });
    }

    private void MergeAway(Issue source, Issue target)
    {
        var hashes = source.Hashes.ToList();
        tables.Merged.Add(source.Id, new MergedIssue
        {
            Issue = source,
            Into = target.Id,
            Hashes = [.. hashes.Select(hash => hash.Hash)],
            Order = tables.NextMerge(),
        });
        tables.Issues.Remove(source.Id);
        hashes.ForEach(target.Take);
    }

    private IssueUpdateResult Unmerge(Issue issue, IssueChange.Unmerge change, IssueUpdate update)
    {
        var taken = issue.Hashes.Where(hash => change.Hashes.Contains(hash.Hash)).ToList();
        if (taken.Count != change.Hashes.Distinct().Count() || taken.Sum(hash => hash.Count) == 0 || issue.Hashes.Except(taken).Sum(hash => hash.Count) == 0)
        {
            return Result(IssueUpdateOutcome.Refused, issue);
        }

        var before = Measure(issue, update);
        var restored = Restore(issue, change.Hashes);
        var separated = restored ?? tables.Open(issue.Project, Ongoing);
        taken.ForEach(separated.Take);
        issue.State = IssueLifecycle.Rebase(issue.State, before, Measure(issue, update));
        separated.State = restored is null
            ? IssueLifecycle.Set(Ongoing, update.At, new CountsOfIssue(separated))
            : IssueLifecycle.Restore(separated.State, Measure(separated, update));
        var move = new IssueMove { IssueId = separated.Id, Hashes = [.. taken.Select(hash => hash.Hash)] };
        return Applied(issue, Of(update, IssueTransitionKind.Unmerged) with { Moved = [move] }) with { Separated = IssueRows.Read(separated) };
    }

    private Issue? Restore(Issue from, ImmutableArray<GroupingHash> hashes)
    {
        var merged = tables.Merged.Values
            .Where(merged => tables.Find(merged.Into) == from && merged.Hashes.Intersect(hashes).Any())
            .MaxBy(merged => merged.Order);
        if (merged is null)
        {
            return null;
        }

        tables.Merged.Remove(merged.Issue.Id);
        tables.Issues.Add(merged.Issue.Id, merged.Issue);
        merged.Issue.Version++;
        return merged.Issue;
    }

    private IssueUpdateResult Pin(Issue issue, IssueChange.Pin change, IssueUpdate update)
    {
        if (!tables.Events.TryGetValue((issue.Project, change.EventId), out var hash) || hash.Owner != issue)
        {
            return Result(IssueUpdateOutcome.Refused, issue);
        }

        if (hash.Pins.ContainsKey(change.EventId))
        {
            return Result(IssueUpdateOutcome.Applied, issue);
        }

        var pinned = tables.Hashes.Values.Where(other => other.Project == issue.Project).Sum(other => other.Pins.Count);
        if (hash.Events[change.EventId].Payload.IsEmpty || pinned >= ErrorStoreLimits.PinnedEvents)
        {
            return Result(IssueUpdateOutcome.Refused, issue);
        }

        hash.Pins.Add(change.EventId, false);
        return Applied(issue, Of(update, IssueTransitionKind.Pinned) with { EventId = change.EventId });
    }

    private IssueUpdateResult Unpin(Issue issue, IssueChange.Unpin change, IssueUpdate update)
    {
        if (issue.Hashes.FirstOrDefault(hash => hash.Pins.ContainsKey(change.EventId)) is not { } hash)
        {
            return Result(IssueUpdateOutcome.Applied, issue);
        }

        hash.Pins.Remove(change.EventId, out var isAllThatKeepsIt);
        if (isAllThatKeepsIt)
        {
            tables.Remove(hash, change.EventId);
        }

        return Applied(issue, Of(update, IssueTransitionKind.Unpinned) with { EventId = change.EventId });
    }

    private IssueUpdateResult Delete(Issue issue, IssueUpdate update)
    {
        Tell(issue, Of(update, IssueTransitionKind.Deleted));
        tables.Remove(issue);
        return new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied };
    }

    private IssueUpdateResult Applied(Issue issue, params ReadOnlySpan<IssueTransition> transitions)
    {
        foreach (var transition in transitions)
        {
            Tell(issue, transition);
        }

        return Result(IssueUpdateOutcome.Applied, issue);
    }

    /// <summary>Writes a transition, whose facts about the issue are filled in.</summary>
    private void Tell(Issue issue, IssueTransition transition)
    {
        issue.Version++;
        var row = IssueRows.Read(issue);
        tables.Transitions.Add(transition with
        {
            Position = tables.NextPosition(),
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Status = issue.State.Status,
            Title = row.Title,
            Level = row.Level,
        });
    }

    private static IssueBaseline Measure(Issue issue, IssueUpdate update) => IssueLifecycle.Measure(new CountsOfIssue(issue), update.At);

    private static IssueTransition StatusChanged(IssueUpdate update, Issue issue, IssueState wanted) => Of(update, IssueTransitionKind.StatusChanged) with
    {
        StateBefore = IssueLifecycle.At(issue.State, update.At),
        StateAfter = IssueLifecycle.Set(wanted, update.At, new CountsOfIssue(issue)),
    };

    private static IssueTransition Assigned(IssueUpdate update, Issue before, string? after) =>
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

    private static IssueUpdateResult Result(IssueUpdateOutcome outcome, Issue issue) => new() { Outcome = outcome, Issue = IssueRows.Read(issue) };
}
