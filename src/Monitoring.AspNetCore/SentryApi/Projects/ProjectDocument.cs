using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

internal sealed record ProjectDocument
{
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public string? Platform { get; }

    public required DateTimeOffset DateCreated { get; init; }

    public string Status { get; } = "active";

    public bool IsBookmarked { get; }

    public bool IsMember { get; } = true;

    public bool HasAccess { get; } = true;

    public bool IsPublic { get; }

    public bool IsInternal { get; }

    /// <summary>What is switched on, in the words of the product API.</summary>
    public required ImmutableArray<string> Features { get; init; }

    public ImmutableArray<string> Teams { get; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required OrganizationDocument? Organization { get; init; }

    /// <summary>A project, and its organisation with it where the path does not name it.</summary>
    public static ProjectDocument Of(Project project, OrganizationDocument? organization) => new()
    {
        Id = project.Id.ToString(),
        Slug = SentryProjects.Slug(project),
        Name = project.Name,
        DateCreated = project.CreatedAt,
        Features = [.. project.Features.Select(Words.Of)],
        Organization = organization,
    };
}
