using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>Asks for the course of a metric.</summary>
public sealed record MetricQuery
{
    /// <summary>The most series of an answer; what is beyond them is left out, the smallest first.</summary>
    public const int MaxGroups = 100;

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type, when there are several metrics of the name; <see langword="null"/> for the one that there is.</summary>
    public MetricType? Type { get; init; }

    /// <summary>The unit, when there are several metrics of the name; <see langword="null"/> for the one that there is.</summary>
    public string? Unit { get; init; }

    /// <summary>The beginning, cut to the bucket.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; a bucket that has begun counts whole.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The length of the buckets.</summary>
    public MetricInterval Interval { get; init; }

    /// <summary>
    /// What is made of the values; <see langword="null"/> for the sum of a counter, the last of a gauge, the 95th percentile of a distribution and the different
    /// things of a set.
    /// </summary>
    public MetricAggregation? Aggregation { get; init; }

    /// <summary>The tags by whose values the answer is parted; none for all together.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>The tags that a series must have.</summary>
    public ImmutableArray<MetricTag> Filter { get; init; } = [];
}
