namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>Slots so long after the last run, whose beginning is cut to the minute.</summary>
internal sealed class IntervalSlots(MonitorSchedule schedule, TimeZoneInfo zone) : Slots
{
    public override DateTimeOffset? AfterRun(DateTimeOffset startedAt) =>
        AfterSlot(new DateTimeOffset(startedAt.UtcTicks - (startedAt.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero));

    public override DateTimeOffset? AfterSlot(DateTimeOffset expectedAt)
    {
        var every = schedule.Every;
        return schedule.Unit switch
        {
            MonitorIntervalUnit.Minute => expectedAt.AddMinutes(every),
            MonitorIntervalUnit.Hour => expectedAt.AddHours(every),
            MonitorIntervalUnit.Day => Local(expectedAt, time => time.AddDays(every)),
            MonitorIntervalUnit.Week => Local(expectedAt, time => time.AddDays(7 * every)),
            MonitorIntervalUnit.Month => Local(expectedAt, time => time.AddMonths(every)),
            _ => Local(expectedAt, time => time.AddYears(every)),
        };
    }

    /// <summary>What is wrong with an interval; null when nothing is.</summary>
    public static string? FindFault(MonitorSchedule schedule)
    {
        var most = schedule.Unit switch
        {
            MonitorIntervalUnit.Minute => 5_256_000,
            MonitorIntervalUnit.Hour => 87_600,
            MonitorIntervalUnit.Day => 3_650,
            MonitorIntervalUnit.Week => 520,
            MonitorIntervalUnit.Month => 120,
            MonitorIntervalUnit.Year => 10,
            _ => 0,
        };
        return most == 0 ? "schedule.unit: must be minute, hour, day, week, month or year."
            : schedule.Every < 1 || schedule.Every > most ? $"schedule.value: must be a whole number from 1 to {most}."
            : null;
    }

    private DateTimeOffset Local(DateTimeOffset instant, Func<DateTime, DateTime> move) =>
        Zones.ToInstant(move(TimeZoneInfo.ConvertTime(instant, zone).DateTime), zone);
}
