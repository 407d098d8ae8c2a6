namespace Monitoring.ErrorTracking.Sessions;

/// <summary>What sessions are grouped by; may be combined.</summary>
[Flags]
public enum SessionGrouping
{
    /// <summary>All together.</summary>
    None = 0,

    /// <summary>By release.</summary>
    Release = 1,

    /// <summary>By environment.</summary>
    Environment = 2,

    /// <summary>By status.</summary>
    Status = 4,
}
