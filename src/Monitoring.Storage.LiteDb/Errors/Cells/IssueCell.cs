namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>An issue in memory.</summary>
internal sealed class IssueCell(IssueId id) : Cell
{
    public IssueId Id { get; } = id;

    /// <summary><see langword="null"/> when the issue was deleted or merged away.</summary>
    public IssueHead? Head { get; set; }

    public override long EstimateBytes() => 400 + ((Head?.Hashes.Length ?? 0) * 16L);
}
