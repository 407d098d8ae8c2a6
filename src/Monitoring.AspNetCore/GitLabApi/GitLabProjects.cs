using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>Finds the project in the path of a call: by its number, or by its full path with <c>%2F</c> for each slash.</summary>
internal static class GitLabProjects
{
    public static async ValueTask<ApiAnswer> WithProjectAsync(ApiCall call, Func<Project, long, ValueTask<ApiAnswer>> handler)
    {
        if (await ProjectRoute.FindAsync(call, call.Route("id")) is not { } id)
        {
            return GitLabAnswer.NoProject;
        }

        var found = await call.Service<IProjectDirectory>().GetAsync(call.Actor, id, call.Cancellation);
        return found.Outcome switch
        {
            CommandOutcome.Done => await handler(found.Value!, found.Version),
            CommandOutcome.NotFound => GitLabAnswer.NoProject,
            _ => GitLabAnswer.Refusal(found),
        };
    }
}
