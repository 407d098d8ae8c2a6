using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

internal sealed record MonitorDocument
{
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public string Type { get; } = "cron_job";

    public required DateTimeOffset DateCreated { get; init; }

    public required SentryProjectDocument Project { get; init; }

    public static MonitorDocument Of(JobMonitor monitor, Project project) => new()
    {
        Id = monitor.Id.ToString(),
        Slug = monitor.Slug,
        Name = monitor.Slug,
        Status = Words.Of(monitor.Status),
        DateCreated = monitor.CreatedAt,
        Project = new SentryProjectDocument { Id = project.Id.ToString(), Slug = SentryProjects.Slug(project), Name = project.Name },
    };
}
