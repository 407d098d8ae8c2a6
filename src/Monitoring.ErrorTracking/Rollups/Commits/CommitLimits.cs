namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>The bounds of a queue of commits.</summary>
internal sealed record CommitLimits
{
    /// <summary>How much may wait or be under way; weights are those that callers say.</summary>
    public int MaxQueued { get; init; } = 20_000;

    /// <summary>How much goes into one commit; heavier work goes alone.</summary>
    public int MaxBatch { get; init; } = 500;

    /// <summary>How many bytes of documents go into one commit; the work is halved until it fits, and one caller's work is never parted.</summary>
    public long MaxBytes { get; init; } = 2 * 1024 * 1024;
}
