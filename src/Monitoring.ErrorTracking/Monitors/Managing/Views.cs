using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Managing;

/// <summary>Shows monitors as people see them.</summary>
internal static class Views
{
    public static JobMonitor Of(MonitorDocument monitor, ProjectId project, IEnumerable<Versioned<EnvironmentDocument>> environments) => new()
    {
        Id = monitor.Id,
        ProjectId = project,
        Slug = monitor.Slug,
        Settings = monitor.Settings,
        Status = monitor.Status,
        CreatedAt = monitor.CreatedAt,
        Environments = [.. environments.Select(environment => Of(environment.Value.State, monitor.Status))],
    };

    private static MonitorEnvironment Of(EnvironmentState state, MonitorStatus status)
    {
        var isExpected = status != MonitorStatus.Disabled;
        return new MonitorEnvironment
        {
            Name = state.Name,
            LastStatus = state.LastStatus,
            LastCheckInAt = state.LastCheckInAt,
            NextExpectedAt = isExpected ? state.NextExpectedAt : null,
            MissedAt = isExpected ? state.MissedAt : null,
            InProgress = state.Open.Length,
            ConsecutiveFailures = state.ConsecutiveFailures,
            ConsecutiveSuccesses = state.ConsecutiveSuccesses,
            Incident = state.Incident,
        };
    }
}
