namespace Monitoring.ErrorTracking.Sessions;

/// <summary>The steps of a series.</summary>
public enum SessionInterval
{
    /// <summary>Hours; at most 31 days, and not before what is kept of hours.</summary>
    Hour,

    /// <summary>Days of UTC; at most 731.</summary>
    Day,
}
