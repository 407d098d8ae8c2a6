using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Finds the issue in the path of a call.</summary>
internal static class SentryIssues
{
    /// <summary>Does a call for the issue that the path names by its number or short id; below an organisation it must be one of it.</summary>
    public static async ValueTask<ApiAnswer> WithIssueAsync(ApiCall call, Func<Issue, Project, ValueTask<ApiAnswer>> handler)
    {
        var text = call.Route("issue");
        var found = await call.Service<IIssues>().FindAsync(call.Actor, text, call.Cancellation);
        if (found.Value is not { } issue)
        {
            return SentryAnswer.Refusal(found);
        }

        var project = await call.Service<IProjectDirectory>().FindAsync(issue.Row.ProjectId, call.Cancellation);
        var organization = call.Route("org");
        return project is null || (organization.Length > 0 && !SentryProjects.IsIn(project, organization))
            ? SentryAnswer.NotFound($"There is no issue '{Problem.Short(text)}' in '{Problem.Short(organization)}'.")
            : await handler(issue, project);
    }
}
