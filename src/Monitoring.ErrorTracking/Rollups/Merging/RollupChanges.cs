using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Merging;

/// <summary>What follows from deltas: documents, and maybe the timer that removes them one day.</summary>
internal sealed record RollupChanges
{
    public required ImmutableArray<DocumentPut> Puts { get; init; }

    public required ImmutableArray<TimerSchedule> Timers { get; init; }

    /// <summary>The places of the deltas that were added to the series of the others.</summary>
    public required ImmutableHashSet<int> Others { get; init; }
}
