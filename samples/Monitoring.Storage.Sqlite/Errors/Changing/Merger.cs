using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Changing;

/// <summary>Moves hashes from issue to issue. What they have counted goes with them, so that nothing is recomputed.</summary>
internal sealed class Merger(Session session, IssueUpdate update, ChangeTeller teller)
{
    private static readonly IssueState Ongoing = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };

    public IssueUpdateResult Merge(Issue target, IssueChange.Merge change)
    {
        var found = change.Sources.Select(source => IssueTable.Find(session, source)).ToArray();
        if (found.Contains(null))
        {
            return teller.Result(IssueUpdateOutcome.NotFound, target);
        }

        if (found.Any(source => source!.Project != target.Project))
        {
            return teller.Result(IssueUpdateOutcome.Refused, target);
        }

        // Several of them may have been merged together before, or into this one.
        var sources = found.Select(source => source!.Id).Where(source => source != target.Id).Distinct().ToArray();
        if (sources.Length == 0)
        {
            return teller.Result(IssueUpdateOutcome.Applied, target);
        }

        var before = Measure(target);
        ImmutableArray<IssueMove> moved = [.. sources.Select(source => MergeAway(source, target.Id))];
        return teller.Applied(target with { State = IssueLifecycle.Rebase(target.State, before, Measure(target)) }, teller.Of(IssueTransitionKind.Merged) with { Moved = moved });
    }

    public IssueUpdateResult Unmerge(Issue issue, IssueChange.Unmerge change)
    {
        var wanted = change.Hashes.ToHashSet();
        var hashes = HashTable.Of(session, issue.Id).ToLookup(hash => wanted.Contains(hash.Hash));
        var (taken, left) = (hashes[true].ToList(), hashes[false]);
        if (taken.Count != wanted.Count || taken.Sum(hash => hash.Count) == 0 || left.Sum(hash => hash.Count) == 0)
        {
            return teller.Result(IssueUpdateOutcome.Refused, issue);
        }

        var before = Measure(issue);
        var restored = Restore(issue, wanted);
        var separated = restored ?? IssueTable.Open(session, issue.Project, Ongoing);
        taken.ForEach(hash => HashTable.Move(session, hash.Id, separated.Id));
        separated = separated with
        {
            State = restored is null
                ? IssueLifecycle.Set(Ongoing, update.At, new CountsOfIssue(session, separated.Id))
                : IssueLifecycle.Restore(separated.State, Measure(separated)),
        };
        IssueTable.Save(session, separated);
        var move = new IssueMove { IssueId = separated.Id, Hashes = [.. taken.Select(hash => hash.Hash)] };
        var rebased = issue with { State = IssueLifecycle.Rebase(issue.State, before, Measure(issue)) };
        return teller.Applied(rebased, teller.Of(IssueTransitionKind.Unmerged) with { Moved = [move] }) with { Separated = IssueRows.Read(session, separated) };
    }

    private IssueMove MergeAway(IssueId source, IssueId target)
    {
        var hashes = HashTable.Of(session, source);
        MergeTable.Add(session, source, target, hashes.Select(hash => hash.Hash));
        hashes.ForEach(hash => HashTable.Move(session, hash.Id, target));
        return new IssueMove { IssueId = source, Hashes = [.. hashes.Select(hash => hash.Hash)] };
    }

    private Issue? Restore(Issue from, HashSet<GroupingHash> hashes)
    {
        if (MergeTable.FindLast(session, from.Id, hashes) is not { } id)
        {
            return null;
        }

        MergeTable.Remove(session, id);
        var restored = IssueTable.Find(session, id)!;
        return restored with { Version = restored.Version + 1 };
    }

    private IssueBaseline Measure(Issue issue) => IssueLifecycle.Measure(new CountsOfIssue(session, issue.Id), update.At);
}
