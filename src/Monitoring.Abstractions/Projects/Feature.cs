namespace Monitoring.Projects;

/// <summary>
/// A part of the product that is off in a project until an owner or an administrator switches it on.
/// </summary>
public enum Feature
{
    /// <summary>Errors reported by Sentry SDKs, grouped into issues.</summary>
    ErrorTracking = 1,

    /// <summary>Alerts and the incidents that they open.</summary>
    Incidents = 2,

    /// <summary>Schedules, escalation and paging.</summary>
    OnCall = 3,

    /// <summary>Executable runbooks.</summary>
    Runbooks = 4,

    /// <summary>Metrics over errors and incidents.</summary>
    Insights = 5,

    /// <summary>The public status page.</summary>
    StatusPage = 6,
}
