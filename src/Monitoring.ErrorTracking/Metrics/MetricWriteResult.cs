using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>What became of points that were written.</summary>
public sealed record MetricWriteResult
{
    /// <summary>How many points are durable.</summary>
    public required int Accepted { get; init; }

    /// <summary>What was refused or kept with less than it said: the place of the point and why, such as <c>metrics[2]: too_many_tags</c>.</summary>
    public required ImmutableArray<string> Problems { get; init; }
}
