using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Projects;

internal sealed record ProjectDocument
{
    [Description("The number that stands in DSNs.")]
    public required string Id { get; init; }

    [Description("The full path, unique in the host.")]
    public required string Path { get; init; }

    [Description("The last segment of the path.")]
    public required string Slug { get; init; }

    [Description("The name shown to people.")]
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("What is switched on: errorTracking, incidents, onCall, runbooks, insights, statusPage.")]
    public required ImmutableArray<string> Features { get; init; }

    public static ProjectDocument Of(Project project) => new()
    {
        Id = project.Id.ToString(),
        Path = project.Path,
        Slug = project.Slug,
        Name = project.Name,
        CreatedAt = project.CreatedAt,
        Features = [.. project.Features.Select(Words.Of)],
    };
}
