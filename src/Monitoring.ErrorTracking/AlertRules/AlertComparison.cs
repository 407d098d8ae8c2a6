namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>The window that a percent change is reckoned against.</summary>
public enum AlertComparison
{
    /// <summary>The window just before.</summary>
    WindowBefore,

    /// <summary>The same hours a day earlier.</summary>
    Yesterday,

    /// <summary>The same hours a week earlier.</summary>
    LastWeek,
}
