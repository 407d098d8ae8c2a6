namespace Monitoring.ErrorTracking.Monitors;

/// <summary>Whether a monitor is looked after.</summary>
public enum MonitorStatus
{
    /// <summary>It is judged, and failures are told.</summary>
    Active,

    /// <summary>It is judged and its check-ins are kept, but no failure is told.</summary>
    Muted,

    /// <summary>Its check-ins are dropped and nothing is expected.</summary>
    Disabled,
}
