using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>An issue in memory.</summary>
internal sealed class IssueCell(IssueId id) : Cell
{
    public IssueId Id { get; } = id;

    /// <summary><see langword="null"/> when the issue was deleted or merged away.</summary>
    public IssueHead? Head { get; set; }

    /// <summary>What is expected of an hour, and of which hour, which events before it, and which version of the issue.</summary>
    public ((long Hour, long EventsBefore, long Version) Of, EscalationForecast Forecast)? Forecast { get; set; }

    /// <summary>The sum of its hashes as of a sequence, so that searches need not add it up each time.</summary>
    public (long Sequence, IssueRow? Row) Sum { get; set; }

    public override long EstimateBytes() => 400 + ((Head?.Hashes.Length ?? 0) * 16L) + (Sum.Row is { } row ? 600 + (row.SearchText.Length * 2L) : 0);
}
