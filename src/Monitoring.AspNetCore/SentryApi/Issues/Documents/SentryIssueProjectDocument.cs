using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

internal sealed record SentryIssueProjectDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Slug { get; init; }

    public required string Platform { get; init; }

    public static SentryIssueProjectDocument Of(Project project, string platform) =>
        new() { Id = project.Id.ToString(), Name = project.Name, Slug = SentryProjects.Slug(project), Platform = platform };
}
