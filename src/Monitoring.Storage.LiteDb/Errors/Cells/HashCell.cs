using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>A hash in memory: whose it is, and what it has counted.</summary>
internal sealed class HashCell(ProjectId project, GroupingHash hash) : Cell
{
    public ProjectId Project { get; } = project;

    public GroupingHash Hash { get; } = hash;

    /// <summary><see langword="default"/> when its issue was deleted and no event has come since.</summary>
    public IssueId Owner { get; set; }

    /// <summary>Events up to this sequence were deleted with an issue.</summary>
    public long DeletedUpTo { get; set; }

    public HashTotals Totals { get; set; } = new();

    /// <summary>Tag values that the database does not name yet.</summary>
    public List<EventTag> NewTags { get; } = [];

    /// <summary>Tag values that the database still names, from before the deletion.</summary>
    public List<EventTag> OldTags { get; } = [];

    public override long EstimateBytes() => Totals.EstimateBytes();

    /// <summary>Forgets all that was counted.</summary>
    public void Delete(long sequence)
    {
        OldTags.AddRange(Totals.Facets.Tags.SelectMany(tag => tag.Value.Values.Keys, (tag, value) => new EventTag { Key = tag.Key, Value = value }));
        NewTags.Clear();
        Totals = new HashTotals();
        Owner = default;
        DeletedUpTo = sequence;
    }
}
