using System.Text.Json;
using Monitoring.ErrorTracking.Backends.Reading;

namespace Monitoring.ErrorTracking.Backends.Sentry.Answers;

/// <summary>Reads a project as Sentry's web API tells of it.</summary>
internal static class SentryProjectReader
{
    /// <summary>Reads a project, or names the field that is missing.</summary>
    public static BackendProject? Read(JsonElement project, out string? fault)
    {
        var organization = project.Member("organization");
        fault = project.Text("id") is null ? "id" : project.Text("name") is null ? "name" : project.Text("slug") is null ? "slug"
            : organization.Text("name") is null ? "organization.name" : organization.Text("slug") is null ? "organization.slug" : null;
        return fault is not null ? null : new BackendProject
        {
            Id = project.Text("id")!,
            Name = project.Text("name")!,
            Slug = project.Text("slug")!,
            OrganizationName = organization.Text("name")!,
            OrganizationSlug = organization.Text("slug")!,
        };
    }
}
