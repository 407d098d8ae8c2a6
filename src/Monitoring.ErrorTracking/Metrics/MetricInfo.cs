using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>A metric that a project has.</summary>
public sealed record MetricInfo
{
    /// <summary>The name; <c>&lt;&lt; other &gt;&gt;</c> for those that found no place.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are; <see langword="null"/> for those that found no place.</summary>
    public required MetricType? Type { get; init; }

    /// <summary>The unit; empty for none.</summary>
    public required string Unit { get; init; }

    /// <summary>How many series it has: combinations of tags.</summary>
    public required int Series { get; init; }

    /// <summary>The keys of its tags, in ordinal order.</summary>
    public required ImmutableArray<string> TagKeys { get; init; }
}
