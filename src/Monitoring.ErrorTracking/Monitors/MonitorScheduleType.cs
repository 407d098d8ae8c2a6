namespace Monitoring.ErrorTracking.Monitors;

/// <summary>How a schedule says when a job runs.</summary>
public enum MonitorScheduleType
{
    /// <summary>By the lines of a crontab.</summary>
    Crontab,

    /// <summary>So long after the last time.</summary>
    Interval,
}
