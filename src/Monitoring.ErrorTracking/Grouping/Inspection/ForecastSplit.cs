using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>An issue that would be several.</summary>
public sealed record ForecastSplit
{
    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>Its events as they would be together.</summary>
    public required ImmutableArray<ImmutableArray<EventId>> Groups { get; init; }
}
