using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Sessions;

/// <summary>The sessions of a release, an environment or a status over time.</summary>
public sealed record SessionGroup
{
    /// <summary>The release; <see langword="null"/> when they were not grouped by it, or for those that found no room of their own.</summary>
    public required string? Release { get; init; }

    /// <summary>The environment; <see langword="null"/> when they were not grouped by it, or for those that found no room of their own.</summary>
    public required string? Environment { get; init; }

    /// <summary>The status; <see langword="null"/> when they were not grouped by it.</summary>
    public required SessionStatus? Status { get; init; }

    /// <summary>How many there were.</summary>
    public required long Sessions { get; init; }

    /// <summary>All that is known of them; <see langword="null"/> in a group of one status.</summary>
    public required SessionTotals? Totals { get; init; }

    /// <summary>The hours or days in which there were any, in order.</summary>
    public required ImmutableArray<SessionPoint> Series { get; init; }
}
