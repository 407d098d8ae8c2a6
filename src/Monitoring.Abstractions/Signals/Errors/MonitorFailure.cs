namespace Monitoring.Signals.Errors;

/// <summary>How a monitored job failed.</summary>
public enum MonitorFailure
{
    /// <summary>It said so.</summary>
    Error,

    /// <summary>It did not begin in time.</summary>
    Missed,

    /// <summary>It did not end in time.</summary>
    TimedOut,
}
