using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>How an event is grouped.</summary>
public sealed record GroupingResult
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>
    /// The hashes, the primary one first, each once; at least one. The event belongs to the issue of the first that is known; the
    /// others join it.
    /// </summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>What the issue is called, at most 256 characters; <see langword="null"/> for the title that every event of its content has.</summary>
    public string? Title { get; init; }

    /// <summary>The place that is blamed, at most 200 characters; <see langword="null"/> for that which every event of its content has.</summary>
    public string? Culprit { get; init; }
}
