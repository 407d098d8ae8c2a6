using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>The course of a metric, or of a part of it.</summary>
public sealed record MetricSeries
{
    /// <summary>The tags by which it was parted; a series without such a tag has an empty value.</summary>
    public required ImmutableArray<MetricTag> Tags { get; init; }

    /// <summary>The aggregated value of the whole stretch.</summary>
    public required double Total { get; init; }

    /// <summary>How many values it is made of.</summary>
    public required long Count { get; init; }

    /// <summary>The points that there are, in order of time.</summary>
    public required ImmutableArray<MetricSeriesPoint> Points { get; init; }
}
