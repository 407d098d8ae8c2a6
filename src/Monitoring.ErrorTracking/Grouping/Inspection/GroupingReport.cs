using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Why events are grouped as they are.</summary>
/// <remarks>May hold personal data, as the events do.</remarks>
public sealed record GroupingReport
{
    /// <summary>The explanation of each event, in the order asked for.</summary>
    public required ImmutableArray<GroupingExplanation> Events { get; init; }

    /// <summary>How each event was grouped when it was received, in the same order; <see langword="null"/> of an event that is not stored, or does not say.</summary>
    public required ImmutableArray<GroupingRecord?> Records { get; init; }

    /// <summary>What keeps the two events apart; <see langword="null"/> of one event, and when nothing does.</summary>
    public GroupingDifference? Difference { get; init; }
}
