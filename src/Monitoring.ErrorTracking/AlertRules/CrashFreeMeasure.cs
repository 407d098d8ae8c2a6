namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>What a crash-free rate counts.</summary>
public enum CrashFreeMeasure
{
    /// <summary>Sessions that did not crash.</summary>
    Sessions,

    /// <summary>Users none of whose sessions crashed.</summary>
    Users,
}
