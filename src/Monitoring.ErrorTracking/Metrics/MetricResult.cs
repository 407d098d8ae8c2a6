using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>The answer to a <see cref="MetricQuery"/>.</summary>
public sealed record MetricResult
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What the values are.</summary>
    public required MetricType Type { get; init; }

    /// <summary>The unit; empty for none.</summary>
    public required string Unit { get; init; }

    /// <summary>What was made of the values.</summary>
    public required MetricAggregation Aggregation { get; init; }

    /// <summary>The length of the buckets.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The series, the one with the most values first.</summary>
    public required ImmutableArray<MetricSeries> Series { get; init; }

    /// <summary>Whether series beyond <see cref="MetricQuery.MaxGroups"/> were left out.</summary>
    public required bool IsPartial { get; init; }
}
