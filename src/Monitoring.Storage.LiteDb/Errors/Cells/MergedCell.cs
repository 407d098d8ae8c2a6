namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>A merge in memory. All are, always: people make them, so they are few.</summary>
internal sealed class MergedCell(IssueId id) : Cell
{
    public IssueId Id { get; } = id;

    /// <summary><see langword="null"/> when an unmerge has restored the issue.</summary>
    public MergedIssue? Merged { get; set; }

    public override long EstimateBytes() => 500;
}
