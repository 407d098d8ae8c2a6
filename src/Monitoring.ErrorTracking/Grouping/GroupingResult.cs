using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>How an event is grouped, and why.</summary>
public sealed record GroupingResult
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>
    /// The hashes, the primary one first, each once; at least one. The event belongs to the issue of the first that is known; the
    /// others join it.
    /// </summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>The views of the event that were considered, also those that do not count.</summary>
    public required ImmutableArray<GroupingVariant> Variants { get; init; }
}
