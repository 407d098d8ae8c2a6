using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>What became of the deltas of a call: of all of them the same.</summary>
internal sealed record RollupAnswer
{
    public required RollupOutcome Outcome { get; init; }

    /// <summary>The places of the deltas whose series found no room and that were added to the series of the others.</summary>
    public ImmutableArray<int> Others { get; init; } = [];
}
