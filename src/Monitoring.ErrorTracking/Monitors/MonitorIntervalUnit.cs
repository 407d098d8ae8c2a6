namespace Monitoring.ErrorTracking.Monitors;

/// <summary>The units of intervals. From the day on they are counted by the calendar of the monitor's time zone.</summary>
public enum MonitorIntervalUnit
{
    /// <summary>60 seconds.</summary>
    Minute,

    /// <summary>60 minutes.</summary>
    Hour,

    /// <summary>To the same time of the next day.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>To the same day of the next month, or its last one.</summary>
    Month,

    /// <summary>To the same day of the next year.</summary>
    Year,
}
