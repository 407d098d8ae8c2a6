using System.Collections.Immutable;
using NodaTime;

namespace Monitoring.Incidents.TimeIntervals;

/// <summary>A recurring interval, in the wall-clock time of its zone: it holds an instant when each of its fields that is limited fits.</summary>
internal sealed record TimeInterval
{
    /// <summary>Minutes of the day.</summary>
    public ImmutableArray<NumberRange> Times { get; init; } = [];

    /// <summary>Sunday is 0.</summary>
    public ImmutableArray<NumberRange> Weekdays { get; init; } = [];

    /// <summary>Negative ones count from the end of the month, whose last day is -1.</summary>
    public ImmutableArray<NumberRange> DaysOfMonth { get; init; } = [];

    public ImmutableArray<NumberRange> Months { get; init; } = [];

    public ImmutableArray<NumberRange> Years { get; init; } = [];

    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public bool Contains(Instant instant)
    {
        var local = instant.InZone(Zone).LocalDateTime;
        return Fits(Times, (local.Hour * 60) + local.Minute)
            && Fits(Weekdays, (int)local.DayOfWeek % 7)
            && Fits(Months, local.Month)
            && Fits(Years, local.Year)
            && FitsDay(local.Day, local.Calendar.GetDaysInMonth(local.Year, local.Month));
    }

    private static bool Fits(ImmutableArray<NumberRange> ranges, int number) => ranges.IsEmpty || ranges.Any(range => range.Contains(number));

    private bool FitsDay(int day, int daysInMonth)
    {
        // A range that begins after the month's end is not moved into it; one that reaches beyond is cut.
        int FromBegin(int number) => number < 0 ? daysInMonth + number + 1 : number;
        return DaysOfMonth.IsEmpty || DaysOfMonth.Any(range => FromBegin(range.Begin) <= day && day <= FromBegin(range.End));
    }
}
