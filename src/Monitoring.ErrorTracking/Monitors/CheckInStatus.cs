namespace Monitoring.ErrorTracking.Monitors;

/// <summary>How a run of a job stands.</summary>
public enum CheckInStatus
{
    /// <summary>It has begun.</summary>
    InProgress,

    /// <summary>It ended well.</summary>
    Ok,

    /// <summary>It said that it failed.</summary>
    Error,

    /// <summary>It did not begin in time.</summary>
    Missed,

    /// <summary>It did not end in time.</summary>
    TimedOut,

    /// <summary>It may have begun or ended while this product could not hear it; counts neither as good nor as failed.</summary>
    Unknown,
}
