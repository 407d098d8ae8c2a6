using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Everything that the error store holds.</summary>
internal sealed class ErrorTables
{
    public long LastIssue { get; private set; }

    public long LastPosition { get; private set; }

    public long LastMerge { get; private set; }

    /// <summary>The numbers that were given to issues last.</summary>
    public Dictionary<ProjectId, long> Numbers { get; } = [];

    public Dictionary<IssueId, Issue> Issues { get; } = [];

    public Dictionary<IssueId, MergedIssue> Merged { get; } = [];

    public Dictionary<(ProjectId Project, GroupingHash Hash), HashTotals> Hashes { get; } = [];

    /// <summary>The instants at which event ids were appended, as long as these are known; then a repetition is a duplicate.</summary>
    public Dictionary<(ProjectId Project, EventId Id), DateTimeOffset> Known { get; } = [];

    /// <summary>The primary hashes of the events that are kept.</summary>
    public Dictionary<(ProjectId Project, EventId Id), HashTotals> Events { get; } = [];

    public List<IssueTransition> Transitions { get; } = [];

    public long NextPosition() => ++LastPosition;

    public long NextMerge() => ++LastMerge;

    /// <summary>Goes on above what was given elsewhere.</summary>
    public void GoOnFrom(ErrorStoreRecord.Counters counters)
    {
        LastIssue = Math.Max(LastIssue, counters.LastIssue);
        LastPosition = Math.Max(LastPosition, counters.LastPosition);
        LastMerge = Math.Max(LastMerge, counters.LastMerge);
    }

    public Issue Open(ProjectId project, IssueState state)
    {
        var number = Numbers.GetValueOrDefault(project) + 1;
        Numbers[project] = number;
        var issue = new Issue(new IssueId(++LastIssue), project, number, state);
        Issues.Add(issue.Id, issue);
        return issue;
    }

    /// <summary>Finds what a hash has counted, or begins to count for an issue.</summary>
    public HashTotals FindOrAdd(GroupingHash hash, Issue issue)
    {
        if (!Hashes.TryGetValue((issue.Project, hash), out var totals))
        {
            totals = new HashTotals(issue.Project, hash);
            Hashes.Add((issue.Project, hash), totals);
            issue.Take(totals);
        }

        return totals;
    }

    /// <summary>Finds an issue, following merges.</summary>
    public Issue? Find(IssueId id)
    {
        while (Merged.TryGetValue(id, out var merged))
        {
            id = merged.Into;
        }

        return Issues.GetValueOrDefault(id);
    }

    /// <summary>Removes an event; what it counted stays.</summary>
    public void Remove(HashTotals hash, EventId id)
    {
        hash.Events.Remove(id);
        Events.Remove((hash.Project, id));
    }

    /// <summary>Removes an issue with all it counted.</summary>
    /// <returns>How many events were kept of it.</returns>
    public long Remove(Issue issue)
    {
        var events = 0L;
        foreach (var totals in issue.Hashes)
        {
            events += totals.Events.Count;
            foreach (var id in totals.Events.Keys)
            {
                Events.Remove((issue.Project, id));
            }

            Hashes.Remove((totals.Project, totals.Hash));
        }

        foreach (var merged in Merged.Keys.Where(merged => Find(merged) == issue).ToList())
        {
            Merged.Remove(merged);
        }

        Issues.Remove(issue.Id);
        return events;
    }
}
