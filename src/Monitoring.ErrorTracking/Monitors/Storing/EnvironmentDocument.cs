using Monitoring.ErrorTracking.Monitors.Judging;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>How a monitor stands in an environment, as it is stored.</summary>
internal sealed record EnvironmentDocument
{
    public required EntityId MonitorId { get; init; }

    public required EnvironmentState State { get; init; }

    public string Key => KeyOf(MonitorId, State.Name);

    public static string KeyOf(EntityId monitor, string environment) => $"{monitor}/{environment}";
}
