using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api;

/// <summary>Finds the project that a path names by its number or its full path.</summary>
internal static class ProjectRoute
{
    /// <returns>
    /// The project's id, or <see langword="null"/> when there is none of this path that the caller may know of: what else is wrong with a call must not tell an
    /// outsider which paths there are. Of a number that is decided later, since it need not be of a project.
    /// </returns>
    public static async ValueTask<ProjectId?> FindAsync(ApiCall call, string text)
    {
        call.NamedProject = text;
        if (ProjectId.TryParse(text, out var id))
        {
            return id;
        }

        if (await call.Service<IProjectDirectory>().FindByPathAsync(text, call.Cancellation) is not { } found)
        {
            return null;
        }

        var access = await call.Service<IAccessControl>().CheckAsync(call.Actor, Permission.ReadProject, found.Id, call.Cancellation);
        return access.Kind == AccessDecisionKind.NotFound ? null : found.Id;
    }

    /// <summary>Does a call for the project in the path, or answers that there is none.</summary>
    public static async ValueTask<ApiAnswer> WithProjectAsync(this ApiCall call, Func<ProjectId, ValueTask<ApiAnswer>> handler) =>
        await FindAsync(call, call.Route("p")) is { } project ? await handler(project) : Problem.NoProject(call.Route("p"));
}
