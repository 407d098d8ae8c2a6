using Monitoring.AspNetCore.Api;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>The projects of the caller.</summary>
internal static class ProjectCalls
{
    /// <summary>Those in an organisation, by number; a page whose projects have none can be empty and yet have a next one.</summary>
    public static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        if (!SentryQuery.TryLimit(call, out var limit, out var problem))
        {
            return problem!;
        }

        var page = await call.Service<IProjectDirectory>().ListAsync(call.Actor, limit, SentryCursor.Place(call), call.Cancellation);
        SentryLink.Add(call, page.Next);
        return ApiAnswer.Ok(
            [.. page.Items.Select(item => item.Value).Where(project => SentryProjects.Organization(project).Length > 0)
                .Select(project => ProjectDocument.Of(project, OrganizationDocument.Of(SentryProjects.Organization(project), [project])))],
            SentryProjectJson.Default.ImmutableArrayProjectDocument);
    }

    public static async ValueTask<ApiAnswer> ListOfOrganizationAsync(ApiCall call)
    {
        var projects = await SentryProjects.ListAsync(call, call.Route("org"));
        SentryLink.Add(call, null);
        return projects.IsEmpty
            ? SentryProjects.NoOrganization(call.Route("org"))
            : ApiAnswer.Ok([.. projects.Select(project => ProjectDocument.Of(project, null))], SentryProjectJson.Default.ImmutableArrayProjectDocument);
    }

    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, project =>
        ValueTask.FromResult(ApiAnswer.Ok(
            ProjectDocument.Of(project, OrganizationDocument.Of(call, SentryProjects.Organization(project), [project])), SentryProjectJson.Default.ProjectDocument)));
}
