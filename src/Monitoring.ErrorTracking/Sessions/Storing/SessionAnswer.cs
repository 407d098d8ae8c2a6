using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>What became of the sessions of one request.</summary>
internal sealed record SessionAnswer
{
    /// <summary>Of each update.</summary>
    public required ImmutableArray<SessionOutcome> Updates { get; init; }

    /// <summary>Whether the counts were added before.</summary>
    public required bool AreCountsRepeated { get; init; }

    /// <summary>The places of those updates, and behind them of those counts, that were added to the release of the others.</summary>
    public required ImmutableArray<int> Others { get; init; }
}
