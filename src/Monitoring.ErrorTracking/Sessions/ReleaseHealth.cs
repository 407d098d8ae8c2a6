using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Sessions;

/// <summary>How a release fares.</summary>
public sealed record ReleaseHealth
{
    /// <summary>The release; <see langword="null"/> for all those that found no room of their own.</summary>
    public required string? Release { get; init; }

    /// <summary>The environment; <see langword="null"/> when all were asked for together.</summary>
    public required string? Environment { get; init; }

    /// <summary>Its sessions.</summary>
    public required SessionTotals Totals { get; init; }

    /// <summary>Its share of all sessions of the environment, from 0 to 1; <see langword="null"/> when there were none.</summary>
    public required double? SessionAdoption { get; init; }

    /// <summary>Its share of all users of the environment, from 0 to 1. A user of two releases counts for both. <see langword="null"/> when there were none.</summary>
    public required double? UserAdoption { get; init; }

    /// <summary>
    /// The hours of its sessions, or the days when more than two days were asked for; what is not listed had none. Empty in lists of releases.
    /// </summary>
    public ImmutableArray<SessionPoint> Series { get; init; } = [];
}
