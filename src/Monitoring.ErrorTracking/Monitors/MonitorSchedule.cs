namespace Monitoring.ErrorTracking.Monitors;

/// <summary>When a job is expected to run.</summary>
public sealed record MonitorSchedule
{
    /// <summary>Which of the two forms it has.</summary>
    public required MonitorScheduleType Type { get; init; }

    /// <summary>
    /// The crontab: five fields (minute, hour, day, month, weekday), six with the second as one number in front, or <c>@hourly</c>, <c>@daily</c>,
    /// <c>@midnight</c>, <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>, <c>@annually</c>. <see langword="null"/> for an interval.
    /// </summary>
    public string? Crontab { get; init; }

    /// <summary>How many units an interval has, at most ten years; 0 for a crontab.</summary>
    public int Every { get; init; }

    /// <summary>The unit of an interval.</summary>
    public MonitorIntervalUnit Unit { get; init; }

    /// <summary>A schedule by a crontab.</summary>
    public static MonitorSchedule OfCrontab(string crontab) => new() { Type = MonitorScheduleType.Crontab, Crontab = crontab };

    /// <summary>A schedule by an interval.</summary>
    public static MonitorSchedule OfInterval(int every, MonitorIntervalUnit unit) => new() { Type = MonitorScheduleType.Interval, Every = every, Unit = unit };
}
