using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.AspNetCore.Api.Monitors;

[Description("A job that is expected to check in.")]
internal sealed record MonitorDocument
{
    public required string Id { get; init; }

    public required string ProjectId { get; init; }

    [Description("Its name in check-ins.")]
    public required string Slug { get; init; }

    [Description("Its name for people; the slug when it was given none.")]
    public required string Name { get; init; }

    [Description("active, muted (judged, but no failure is told) or disabled (check-ins are dropped).")]
    public required string Status { get; init; }

    public required MonitorScheduleDocument Schedule { get; init; }

    public required string TimeZone { get; init; }

    public required TimeSpan Margin { get; init; }

    public required TimeSpan MaxRunTime { get; init; }

    public required int FailureThreshold { get; init; }

    public required int RecoveryThreshold { get; init; }

    public required string? Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("How it stands in each environment that has checked in.")]
    public required ImmutableArray<MonitorEnvironmentDocument> Environments { get; init; }

    public static MonitorDocument Of(JobMonitor monitor) => new()
    {
        Id = monitor.Id.ToString(),
        ProjectId = monitor.ProjectId.ToString(),
        Slug = monitor.Slug,
        Name = monitor.Settings.Name.Length > 0 ? monitor.Settings.Name : monitor.Slug,
        Status = Words.Of(monitor.Status),
        Schedule = MonitorScheduleDocument.Of(monitor.Settings.Schedule),
        TimeZone = monitor.Settings.TimeZone,
        Margin = monitor.Settings.Margin,
        MaxRunTime = monitor.Settings.MaxRunTime,
        FailureThreshold = monitor.Settings.FailureThreshold,
        RecoveryThreshold = monitor.Settings.RecoveryThreshold,
        Owner = monitor.Settings.Owner,
        CreatedAt = monitor.CreatedAt,
        Environments = [.. monitor.Environments.Select(MonitorEnvironmentDocument.Of)],
    };
}
