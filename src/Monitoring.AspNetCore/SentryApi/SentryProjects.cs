using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.Access;
using Monitoring.AspNetCore.Api;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>
/// Finds projects as Sentry names them: of the full path <c>team/shop/web</c> the organisation is <c>team/shop</c>, with <c>%2F</c> in addresses, and the
/// project <c>web</c>.
/// </summary>
internal static class SentryProjects
{
    private const int AtOnce = 100;
    private const int MaxProjects = 1000;

    public static string Slug(Project project) => project.Path[(project.Path.LastIndexOf('/') + 1)..];

    /// <summary>The project in the path of a call, or nothing when there is none that the caller may know of.</summary>
    public static async ValueTask<Project?> FindAsync(ApiCall call, string organization, string slug)
    {
        var projects = await ListAsync(call, organization);
        return projects.FirstOrDefault(project => Slug(project).Equals(slug, StringComparison.OrdinalIgnoreCase) || project.Id.ToString() == slug);
    }

    /// <summary>The projects of an organisation of which the caller is a member.</summary>
    public static async ValueTask<ImmutableArray<Project>> ListAsync(ApiCall call, string organization)
    {
        var directory = call.Service<IProjectDirectory>();
        var found = ImmutableArray.CreateBuilder<Project>();
        string? cursor = null;
        do
        {
            var page = await directory.ListAsync(call.Actor, AtOnce, cursor, call.Cancellation);
            found.AddRange(page.Items.Select(item => item.Value).Where(project => IsIn(project, organization)));
            cursor = page.Next;
        }
        while (cursor is not null && found.Count < MaxProjects);
        return found.ToImmutable();
    }

    /// <summary>Whether the caller may upload for an organisation: who may for one of its projects.</summary>
    public static async ValueTask<ApiAnswer?> RefuseUploadAsync(ApiCall call, string organization)
    {
        AccessDecision? refusal = null;
        foreach (var project in await ListAsync(call, organization))
        {
            var decision = await call.Service<IAccessControl>().CheckAsync(call.Actor, Permission.ManageReleases, project.Id, call.Cancellation);
            if (decision.IsAllowed)
            {
                return null;
            }

            refusal = decision;
        }

        return refusal is null ? NoOrganization(organization) : SentryAnswer.Error(StatusCodes.Status403Forbidden, refusal.Reason ?? "The role is too low.");
    }

    public static ApiAnswer NoOrganization(string organization) =>
        SentryAnswer.NotFound($"There is no organization '{Problem.Short(organization)}', or you are no member of a project in it. The organization is the path of the project's group.");

    public static ApiAnswer NoProject(string organization, string slug) =>
        SentryAnswer.NotFound($"There is no project '{Problem.Short(slug)}' in '{Problem.Short(organization)}', or you are no member of it.");

    private static bool IsIn(Project project, string organization)
    {
        var slash = project.Path.LastIndexOf('/');
        return slash > 0 && project.Path.AsSpan(0, slash).Equals(organization, StringComparison.OrdinalIgnoreCase);
    }
}
