using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>Values of a metric that belong together: of one instant, with the same tags.</summary>
public sealed record MetricPoint
{
    /// <summary>The most values of a point.</summary>
    public const int MaxValues = 10_000;

    /// <summary>The name: 1 to 120 characters; other than letters, digits and <c>_ . / : -</c> become underscores.</summary>
    public required string Name { get; init; }

    /// <summary>What the values are.</summary>
    public required MetricType Type { get; init; }

    /// <summary>The unit, such as <c>millisecond</c>, at most 40 characters; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The values; none for a set.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>The things of a set. Only hashes of them are kept.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>The dimensions, scrubbed before they are kept.</summary>
    public ImmutableArray<MetricTag> Tags { get; init; } = [];

    /// <summary>When; <see langword="null"/> for now.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>A gauge that a sender has summed up already; its values are the last, the least, the greatest, the sum and the count.</summary>
    internal bool IsSummary { get; init; }
}
