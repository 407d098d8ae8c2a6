using System.ComponentModel;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

[Description("A project that the token can see.")]
internal sealed record BackendProjectDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Slug { get; init; }

    public required string OrganizationName { get; init; }

    public required string OrganizationSlug { get; init; }

    public static BackendProjectDocument Of(BackendProject project) => new()
    {
        Id = project.Id,
        Name = project.Name,
        Slug = project.Slug,
        OrganizationName = project.OrganizationName,
        OrganizationSlug = project.OrganizationSlug,
    };
}
