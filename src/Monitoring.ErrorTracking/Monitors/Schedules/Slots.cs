using System.Diagnostics.CodeAnalysis;

namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>A schedule in its time zone, ready to tell when runs are expected.</summary>
internal abstract class Slots
{
    /// <summary>How much too early a run may begin and still count for its slot: clocks differ.</summary>
    public static readonly TimeSpan EarlyTolerance = TimeSpan.FromSeconds(30);

    /// <summary>When a run is expected after one that has begun.</summary>
    /// <returns>An instant after <paramref name="startedAt"/>; <see langword="null"/> when the schedule has no more.</returns>
    public abstract DateTimeOffset? AfterRun(DateTimeOffset startedAt);

    /// <summary>When a run is expected after the slot of one that did not come.</summary>
    public abstract DateTimeOffset? AfterSlot(DateTimeOffset expectedAt);

    /// <summary>Prepares a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="timeZone">The zone in which it is meant.</param>
    /// <param name="now">It must have a slot after this.</param>
    /// <param name="slots">What tells when runs are expected.</param>
    /// <param name="fault">What is wrong; begins with the name of the field.</param>
    public static bool TryCreate(
        MonitorSchedule schedule, string timeZone, DateTimeOffset now, [NotNullWhen(true)] out Slots? slots, [NotNullWhen(false)] out string? fault)
    {
        slots = null;
        if (!Zones.TryFind(timeZone, out var zone))
        {
            fault = "timezone: must be a time zone of the IANA database, such as Europe/Prague.";
            return false;
        }

        if (schedule.Type == MonitorScheduleType.Interval)
        {
            fault = IntervalSlots.FindFault(schedule);
            slots = fault is null ? new IntervalSlots(schedule, zone) : null;
            return fault is null;
        }

        if (!Crontabs.TryParse(schedule.Crontab, out var expression, out fault))
        {
            return false;
        }

        slots = new CrontabSlots(expression, zone);
        fault = slots.AfterSlot(now) is null ? "schedule.value: the crontab names days that never come." : null;
        return fault is null;
    }
}
