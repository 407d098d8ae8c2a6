namespace Monitoring.Incidents.TimeIntervals;

/// <summary>A range of the day, as <c>hh:mm</c> up to <c>24:00</c>.</summary>
internal sealed record TimeRangeDefinition
{
    public string? StartTime { get; init; }

    public string? EndTime { get; init; }
}
