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

    public override long EstimateBytes() => Totals.EstimateBytes();

    /// <summary>Forgets all that was counted.</summary>
    public void Delete(long sequence)
    {
        Totals = new HashTotals();
        Owner = default;
        DeletedUpTo = sequence;
    }
}
