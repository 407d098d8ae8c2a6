using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Transfer;

/// <summary>All that the events with one primary hash have counted, within the limits of <see cref="ErrorStoreLimits"/>.</summary>
public sealed record HashCounts
{
    /// <summary>How many events, at least 1.</summary>
    public required long Events { get; init; }

    /// <summary>The earliest timestamp of them, UTC.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The latest timestamp of them, UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The event that was received last and, of several received at once, has the greatest id.</summary>
    public required LatestOfHash Latest { get; init; }

    /// <summary>The bytes of the <see cref="DistinctSketch"/> of its users.</summary>
    public required ReadOnlyMemory<byte> Users { get; init; }

    /// <summary>The hours in which there were events, the earliest first.</summary>
    public required ImmutableArray<SeriesPoint> Hours { get; init; }

    /// <summary>The environments, in ordinal order.</summary>
    public required ImmutableArray<string> Environments { get; init; }

    /// <summary>The services, in ordinal order.</summary>
    public required ImmutableArray<string> Services { get; init; }

    /// <summary>The releases, in ordinal order.</summary>
    public required ImmutableArray<string> Releases { get; init; }

    /// <summary>The tags, in the order in which <see cref="IErrorStore.GetTagsAsync"/> answers.</summary>
    public required ImmutableArray<TagDistribution> Tags { get; init; }
}
