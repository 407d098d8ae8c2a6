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

    public static string Slug(Project project) => project.Slug;

    /// <summary>The organisation of a project; empty for one without a group, which the web API does not show.</summary>
    public static string Organization(Project project) => project.Path[..Math.Max(0, project.Path.LastIndexOf('/'))];

    public static bool IsIn(Project project, string organization) =>
        organization.Length > 0 && Organization(project).Equals(organization, StringComparison.OrdinalIgnoreCase);

    /// <summary>The project in the path of a call, or nothing when there is none that the caller may know of.</summary>
    public static async ValueTask<Project?> FindAsync(ApiCall call, string organization, string slug)
    {
        var projects = await ListAsync(call, organization);
        return projects.FirstOrDefault(project => Slug(project).Equals(slug, StringComparison.OrdinalIgnoreCase) || project.Id.ToString() == slug);
    }

    /// <summary>Does a call for the project in the path, or answers that there is none.</summary>
    public static async ValueTask<ApiAnswer> WithProjectAsync(ApiCall call, Func<Project, ValueTask<ApiAnswer>> handler) =>
        await FindAsync(call, call.Route("org"), call.Route("project")) is { } project
            ? await handler(project)
            : NoProject(call.Route("org"), call.Route("project"));

    /// <summary>The projects of an organisation of which the caller is a member.</summary>
    public static ValueTask<ImmutableArray<Project>> ListAsync(ApiCall call, string organization) => ListAsync(call, project => IsIn(project, organization));

    /// <summary>The projects in organisations of which the caller is a member.</summary>
    public static ValueTask<ImmutableArray<Project>> ListAsync(ApiCall call) => ListAsync(call, project => Organization(project).Length > 0);

    private static async ValueTask<ImmutableArray<Project>> ListAsync(ApiCall call, Func<Project, bool> belongs)
    {
        var directory = call.Service<IProjectDirectory>();
        var found = ImmutableArray.CreateBuilder<Project>();
        string? cursor = null;
        do
        {
            var page = await directory.ListAsync(call.Actor, AtOnce, cursor, call.Cancellation);
            found.AddRange(page.Items.Select(item => item.Value).Where(belongs));
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
}
