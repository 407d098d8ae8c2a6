using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api;

/// <summary>Finds the project that a path names by its number or its full path.</summary>
internal static class ProjectRoute
{
    /// <returns>The project's id, or <see langword="null"/> when there is none of this path. Whether the caller may know of it is decided later.</returns>
    public static async ValueTask<ProjectId?> FindAsync(ApiCall call, string text)
    {
        call.NamedProject = text;
        if (ProjectId.TryParse(text, out var id))
        {
            return id;
        }

        return (await call.Service<IProjectDirectory>().FindByPathAsync(text, call.Cancellation))?.Id;
    }

    /// <summary>Does a call for the project in the path, or answers that there is none.</summary>
    public static async ValueTask<ApiAnswer> WithProjectAsync(this ApiCall call, Func<ProjectId, ValueTask<ApiAnswer>> handler) =>
        await FindAsync(call, call.Route("p")) is { } project ? await handler(project) : Problem.NoProject(call.Route("p"));
}
