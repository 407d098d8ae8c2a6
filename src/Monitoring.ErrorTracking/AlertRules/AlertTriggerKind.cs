namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>What an alert rule waits for.</summary>
public enum AlertTriggerKind
{
    /// <summary>The first event of an issue.</summary>
    NewIssue,

    /// <summary>An event of an issue that had been resolved.</summary>
    Regression,

    /// <summary>An issue comes much more often than it used to.</summary>
    Escalation,

    /// <summary>An issue was ignored until a condition was met, which now is, whatever the condition.</summary>
    Woken,

    /// <summary>More than <see cref="AlertTrigger.Threshold"/> events of an issue within <see cref="AlertTrigger.Window"/>.</summary>
    Events,

    /// <summary>More than <see cref="AlertTrigger.Threshold"/> different users of an issue within <see cref="AlertTrigger.Window"/>.</summary>
    Users,

    /// <summary>More than <see cref="AlertTrigger.Threshold"/> events of all fitting issues together within <see cref="AlertTrigger.Window"/>.</summary>
    ProjectEvents,

    /// <summary>Events of an issue within <see cref="AlertTrigger.Window"/> changed against another window by more than <see cref="AlertTrigger.Percent"/>.</summary>
    PercentChange,

    /// <summary>The same for the events of all fitting issues together.</summary>
    ProjectPercentChange,

    /// <summary>A monitored job missed its time, took too long, or said that it failed, as often as its threshold says.</summary>
    MonitorFailure,

    /// <summary>The share of crash-free sessions or users of a release in an environment is below <see cref="AlertTrigger.Percent"/>.</summary>
    CrashFree,
}
