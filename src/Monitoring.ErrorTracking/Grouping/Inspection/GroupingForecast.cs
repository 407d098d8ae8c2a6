using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>What a changed grouping would do to issues.</summary>
public sealed record GroupingForecast
{
    /// <summary>Issues whose events would be together: each entry is one issue of then, with the issues of now in ascending order.</summary>
    public required ImmutableArray<ImmutableArray<IssueId>> Merged { get; init; }

    /// <summary>Issues whose events would be apart.</summary>
    public required ImmutableArray<ForecastSplit> Split { get; init; }

    /// <summary>How many issues were looked at.</summary>
    public required int Issues { get; init; }

    /// <summary>How many events were looked at.</summary>
    public required int Events { get; init; }

    /// <summary>How many events could not be looked at, because their payloads were not kept.</summary>
    public required int Skipped { get; init; }

    /// <summary>Whether all issues of the time were looked at; otherwise those that were seen last.</summary>
    public required bool IsComplete { get; init; }
}
