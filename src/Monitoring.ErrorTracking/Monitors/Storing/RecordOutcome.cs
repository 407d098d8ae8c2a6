namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>What became of a check-in that was to be recorded.</summary>
internal enum RecordOutcome
{
    /// <summary>It is durable.</summary>
    Recorded,

    /// <summary>It was known already.</summary>
    Repeated,

    /// <summary>There is no such monitor, and the check-in does not say what is expected of it.</summary>
    UnknownMonitor,

    /// <summary>The monitor is disabled.</summary>
    Disabled,

    /// <summary>The project has as many monitors as it may have.</summary>
    TooManyMonitors,

    /// <summary>The monitor has as many environments as it may have.</summary>
    TooManyEnvironments,

    /// <summary>As many runs are under way as are kept.</summary>
    TooManyOpen,
}
