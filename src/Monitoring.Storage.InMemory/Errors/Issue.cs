using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>An issue: its hashes, which have counted its events, and what people and the life cycle have made of it.</summary>
internal sealed class Issue(IssueId id, ProjectId project, long number, IssueState state)
{
    private readonly SortedDictionary<GroupingHash, HashTotals> _hashes = [];

    public IssueId Id { get; } = id;

    public ProjectId Project { get; } = project;

    public long Number { get; } = number;

    public IssueState State { get; set; } = state;

    public string? Assignee { get; set; }

    public long Version { get; set; } = 1;

    /// <summary>In the order of the hashes.</summary>
    public IReadOnlyCollection<HashTotals> Hashes => _hashes.Values;

    /// <summary>Takes a hash over from the issue that has it, if one has.</summary>
    public void Take(HashTotals totals)
    {
        totals.Owner?._hashes.Remove(totals.Hash);
        totals.Owner = this;
        _hashes.Add(totals.Hash, totals);
    }
}
