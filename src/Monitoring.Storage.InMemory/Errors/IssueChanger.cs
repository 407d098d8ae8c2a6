using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Makes the changes that somebody asked for.</summary>
internal sealed class IssueChanger(ErrorTables tables)
{
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
            IssueChange.Delete => Delete(issue, update),
            _ => throw new ArgumentException($"'{update.Change}' is no change of an issue."),
        };
    }

    private IssueUpdateResult SetState(Issue issue, IssueChange.SetState change, IssueUpdate update)
    {
        issue.State = change.State;
        Tell(issue, IssueTransitionKind.StatusChanged, update);
        return Result(IssueUpdateOutcome.Applied, issue);
    }

    private IssueUpdateResult Assign(Issue issue, IssueChange.Assign change, IssueUpdate update)
    {
        issue.Assignee = change.Assignee;
        Tell(issue, IssueTransitionKind.Assigned, update);
        return Result(IssueUpdateOutcome.Applied, issue);
    }

    private IssueUpdateResult SetStateAndAssign(Issue issue, IssueChange.SetStateAndAssign change, IssueUpdate update)
    {
        issue.State = change.State;
        issue.Assignee = change.Assignee;
        Tell(issue, IssueTransitionKind.StatusChanged, update);
        Tell(issue, IssueTransitionKind.Assigned, update);
        return Result(IssueUpdateOutcome.Applied, issue);
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
        foreach (var source in sources)
        {
            MergeAway(source, target);
        }

        if (sources.Length > 0)
        {
            Tell(target, IssueTransitionKind.Merged, update);
        }

        return Result(IssueUpdateOutcome.Applied, target);
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

        var separated = Restore(issue, change.Hashes)
            ?? tables.Open(issue.Project, new IssueState { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing });
        taken.ForEach(separated.Take);
        Tell(issue, IssueTransitionKind.Unmerged, update);
        return Result(IssueUpdateOutcome.Applied, issue) with { Separated = IssueRows.Read(separated) };
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

    private IssueUpdateResult Delete(Issue issue, IssueUpdate update)
    {
        Tell(issue, IssueTransitionKind.Deleted, update);
        tables.Remove(issue);
        return new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied };
    }

    private void Tell(Issue issue, IssueTransitionKind kind, IssueUpdate update)
    {
        issue.Version++;
        var row = IssueRows.Read(issue);
        tables.Transitions.Add(new IssueTransition
        {
            Position = tables.NextPosition(),
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Kind = kind,
            At = update.At.ToUniversalTime(),
            Status = issue.State.Status,
            Title = row.Title,
            Level = row.Level,
            ActorId = update.ActorId,
        });
    }

    private static IssueUpdateResult Result(IssueUpdateOutcome outcome, Issue issue) => new() { Outcome = outcome, Issue = IssueRows.Read(issue) };
}
