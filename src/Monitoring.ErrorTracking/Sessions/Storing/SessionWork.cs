using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>The sessions of one request.</summary>
internal sealed record SessionWork
{
    public required ImmutableArray<SessionUpdate> Updates { get; init; }

    /// <summary>Sessions that the sender has counted itself.</summary>
    public required ImmutableArray<RollupDelta<SessionCounts>> Counts { get; init; }

    /// <summary>What a repetition of the request has in common with it; counts without it may be added twice.</summary>
    public required ulong? RequestId { get; init; }

    public int Weight => Math.Max(1, Updates.Length + Counts.Length);
}
