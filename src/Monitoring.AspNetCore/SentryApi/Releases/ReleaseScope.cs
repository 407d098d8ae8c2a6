using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Releases;

/// <summary>In which projects a call about a release is meant: the one in its path, those in its body, or all of the organisation that have the release.</summary>
internal static class ReleaseScope
{
    /// <summary>Finds the projects, or says which is not there.</summary>
    public static async ValueTask<(ImmutableArray<Project> Projects, ApiAnswer? Problem)> FindAsync(ApiCall call, ImmutableArray<string>? named = null)
    {
        var organization = call.Route("org");
        if (call.Route("project") is { Length: > 0 } slug)
        {
            return await SentryProjects.FindAsync(call, organization, slug) is { } project ? ([project], null) : ([], SentryProjects.NoProject(organization, slug));
        }

        var all = await SentryProjects.ListAsync(call, organization);
        if (all.IsEmpty)
        {
            return ([], SentryProjects.NoOrganization(organization));
        }

        if (named is not { IsDefaultOrEmpty: false } slugs)
        {
            return (all, null);
        }

        var wanted = ImmutableArray.CreateBuilder<Project>();
        foreach (var name in slugs.Select(slug => slug ?? "").Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (all.FirstOrDefault(project => SentryProjects.Slug(project).Equals(name, StringComparison.OrdinalIgnoreCase) || project.Id.ToString() == name) is not { } project)
            {
                return ([], SentryProjects.NoProject(organization, name));
            }

            wanted.Add(project);
        }

        return (wanted.ToImmutable(), null);
    }
}
