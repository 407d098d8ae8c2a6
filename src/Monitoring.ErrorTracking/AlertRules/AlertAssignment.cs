namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>Which issues count by who works on them.</summary>
public enum AlertAssignment
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those that somebody works on.</summary>
    Assigned,

    /// <summary>Those that nobody works on.</summary>
    Unassigned,
}
