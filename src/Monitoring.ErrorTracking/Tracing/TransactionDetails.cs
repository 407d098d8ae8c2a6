using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Tracing;

/// <summary>A transaction name with its course over time and its slowest samples.</summary>
public sealed record TransactionDetails
{
    /// <summary>The figures of the whole stretch.</summary>
    public required TransactionSummary Summary { get; init; }

    /// <summary>The length of the points: an hour for up to seven days, else a day.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The points that there are, in order of time.</summary>
    public required ImmutableArray<TransactionPoint> Series { get; init; }

    /// <summary>The slowest, at most ten.</summary>
    public required ImmutableArray<TransactionSample> Samples { get; init; }
}
