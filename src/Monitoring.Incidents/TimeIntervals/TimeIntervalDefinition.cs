using System.Collections.Immutable;

namespace Monitoring.Incidents.TimeIntervals;

/// <summary>A time interval as it is written, in Alertmanager's words. A field that is empty does not limit it; of the ranges of one field any may fit.</summary>
internal sealed record TimeIntervalDefinition
{
    /// <summary>Times of day, the end not included.</summary>
    public ImmutableArray<TimeRangeDefinition> Times { get; init; } = [];

    /// <summary>Names of days, or ranges such as <c>monday:friday</c>.</summary>
    public ImmutableArray<string> Weekdays { get; init; } = [];

    /// <summary>1 to 31, or -1 to -31 counted from the end, or ranges such as <c>-7:-1</c>.</summary>
    public ImmutableArray<string> DaysOfMonth { get; init; } = [];

    /// <summary>Names or numbers, or ranges of them.</summary>
    public ImmutableArray<string> Months { get; init; } = [];

    /// <summary>Numbers, or ranges of them.</summary>
    public ImmutableArray<string> Years { get; init; } = [];

    /// <summary>A zone of the time-zone database; UTC where there is none.</summary>
    public string? Location { get; init; }
}
