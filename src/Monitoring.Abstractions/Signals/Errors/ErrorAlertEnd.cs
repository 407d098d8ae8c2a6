namespace Monitoring.Signals.Errors;

/// <summary>How a firing of an alert rule on errors ends.</summary>
public enum ErrorAlertEnd
{
    /// <summary>What was observed went back below the bound and stayed there.</summary>
    Recovered,

    /// <summary>The issue was resolved, ignored, merged or deleted, or no longer fits the conditions.</summary>
    IssueChanged,

    /// <summary>The rule was changed, switched off or deleted.</summary>
    RuleChanged,
}
