using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>An organisation: the group of some projects. It has no number, so its slug is its id.</summary>
internal sealed record OrganizationDocument
{
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    /// <summary>When its first project was made.</summary>
    public required DateTimeOffset DateCreated { get; init; }

    public StatusDocument Status { get; } = new();

    public bool IsEarlyAdopter { get; }

    public bool Require2FA { get; }

    public bool RequireEmailVerification { get; }

    public ImmutableArray<string> Features { get; } = [];

    public OrganizationLinksDocument? Links { get; init; }

    /// <summary>The organisations of projects, by slug.</summary>
    public static ImmutableArray<OrganizationDocument> Of(IEnumerable<Project> projects) =>
        [.. projects.GroupBy(SentryProjects.Organization, StringComparer.OrdinalIgnoreCase).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, group))];

    public static OrganizationDocument Of(string slug, IEnumerable<Project> projects) =>
        new() { Id = slug, Slug = slug, Name = slug, DateCreated = projects.Min(project => project.CreatedAt) };

    public static OrganizationDocument Of(ApiCall call, string slug, IEnumerable<Project> projects) => Of(slug, projects) with
    {
        Links = new OrganizationLinksDocument { OrganizationUrl = SentryAddress.Of(call).AbsoluteUri.TrimEnd('/'), RegionUrl = SentryAddress.Of(call).AbsoluteUri.TrimEnd('/') },
    };
}
