using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Filters;

/// <summary>How many events a filter would have dropped.</summary>
public sealed record FilterCount
{
    /// <summary>The most examples.</summary>
    public const int MaxExamples = 5;

    /// <summary>The name of the filter.</summary>
    public required string Filter { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>The first of them.</summary>
    public required ImmutableArray<EventId> Examples { get; init; }
}
