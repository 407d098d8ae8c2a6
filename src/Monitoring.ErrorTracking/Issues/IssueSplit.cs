namespace Monitoring.ErrorTracking.Issues;

/// <summary>What an unmerge made.</summary>
public sealed record IssueSplit
{
    /// <summary>The issue that the hashes were taken from.</summary>
    public required Issue Remaining { get; init; }

    /// <summary>The issue that they went to: the one that was merged away with them, or a new one.</summary>
    public required Issue Separated { get; init; }
}
