using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>The organisations of the caller: the groups of the projects that it is a member of, all in one page.</summary>
internal static class OrganizationCalls
{
    public static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var projects = await SentryProjects.ListAsync(call);
        SentryLink.Add(call, null);
        return ApiAnswer.Ok(OrganizationDocument.Of(projects), SentryProjectJson.Default.ImmutableArrayOrganizationDocument);
    }

    public static async ValueTask<ApiAnswer> GetAsync(ApiCall call)
    {
        var slug = call.Route("org");
        var projects = await SentryProjects.ListAsync(call, slug);
        return projects.IsEmpty
            ? SentryProjects.NoOrganization(slug)
            : ApiAnswer.Ok(OrganizationDocument.Of(call, SentryProjects.Organization(projects[0]), projects), SentryProjectJson.Default.OrganizationDocument);
    }
}
