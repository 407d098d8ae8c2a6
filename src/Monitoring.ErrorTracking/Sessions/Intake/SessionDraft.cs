using System.Collections.Immutable;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;

namespace Monitoring.ErrorTracking.Sessions.Intake;

/// <summary>The sessions of a request that are to be counted, and what became of the others.</summary>
internal sealed class SessionDraft
{
    public ImmutableArray<ItemOutcome>.Builder Outcomes { get; } = ImmutableArray.CreateBuilder<ItemOutcome>();

    public ImmutableArray<SessionUpdate>.Builder Updates { get; } = ImmutableArray.CreateBuilder<SessionUpdate>();

    public ImmutableArray<RollupDelta<SessionCounts>>.Builder Counts { get; } = ImmutableArray.CreateBuilder<RollupDelta<SessionCounts>>();

    /// <summary>The items that counts came in.</summary>
    public List<ReadOnlyMemory<byte>> CountItems { get; } = [];

    public bool IsEmpty => Updates.Count == 0 && Counts.Count == 0;

    /// <summary>All sessions that are to be counted, with how many each stands for.</summary>
    public IEnumerable<(RollupSeries Series, long Sessions)> Parts =>
        [.. Updates.Select(update => (update.Series, 1L)), .. Counts.Select(counts => (counts.Series, counts.Value.Sessions))];
}
