using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Filters;

/// <summary>What filters would have dropped of the last stored events. What is not kept of an event cannot be looked at: the address of its sender is not.</summary>
public sealed record FilterForecast
{
    /// <summary>The most events that are looked at.</summary>
    public const int MaxEvents = 500;

    /// <summary>The most issues that are looked into: of those whose events are gone nothing is left to look at.</summary>
    public const int MaxIssues = 500;

    /// <summary>How many events were looked at, those of the issues that were seen last, at most ten of each.</summary>
    public required int Examined { get; init; }

    /// <summary>How many of them would have been dropped.</summary>
    public required int Matched { get; init; }

    /// <summary>How many could not be looked at, because nothing but their count is kept.</summary>
    public required int Skipped { get; init; }

    /// <summary>What each filter would have dropped; filters that drop nothing are left out.</summary>
    public required ImmutableArray<FilterCount> Filters { get; init; }
}
