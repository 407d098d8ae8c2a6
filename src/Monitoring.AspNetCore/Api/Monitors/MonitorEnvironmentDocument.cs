using System.ComponentModel;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.AspNetCore.Api.Monitors;

internal sealed record MonitorEnvironmentDocument
{
    public required string Name { get; init; }

    [Description("in_progress, ok, error, missed, timeout or unknown; null before the first one.")]
    public required string? LastStatus { get; init; }

    [Description("When the job was last heard of.")]
    public required DateTimeOffset? LastCheckInAt { get; init; }

    public required DateTimeOffset? NextExpectedAt { get; init; }

    [Description("When the run that is expected counts as missed.")]
    public required DateTimeOffset? MissedAt { get; init; }

    [Description("How many runs are under way.")]
    public required int InProgress { get; init; }

    public required int ConsecutiveFailures { get; init; }

    public required int ConsecutiveSuccesses { get; init; }

    [Description("The open incident; null when there is none.")]
    public required string? IncidentId { get; init; }

    [Description("Since when the monitor counts as failed; null when it does not.")]
    public required DateTimeOffset? FailedAt { get; init; }

    public static MonitorEnvironmentDocument Of(MonitorEnvironment environment) => new()
    {
        Name = environment.Name,
        LastStatus = environment.LastStatus?.Name(),
        LastCheckInAt = environment.LastCheckInAt,
        NextExpectedAt = environment.NextExpectedAt,
        MissedAt = environment.MissedAt,
        InProgress = environment.InProgress,
        ConsecutiveFailures = environment.ConsecutiveFailures,
        ConsecutiveSuccesses = environment.ConsecutiveSuccesses,
        IncidentId = environment.Incident?.Id.ToString(),
        FailedAt = environment.Incident?.OpenedAt,
    };
}
