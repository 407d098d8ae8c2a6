using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Rollups.Writing;

/// <summary>The deltas of one caller.</summary>
internal sealed record RollupWork<T>(ImmutableArray<RollupDelta<T>> Deltas, ulong? RequestId)
    where T : class, IRollup<T>, new();
