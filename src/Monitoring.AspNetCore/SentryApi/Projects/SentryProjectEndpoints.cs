namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>Maps what the web API says of organisations and projects.</summary>
internal static class SentryProjectEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        routes.Get("/organizations", OrganizationCalls.ListAsync);
        routes.Get("/organizations/{org}", OrganizationCalls.GetAsync);
        routes.Get("/organizations/{org}/projects", ProjectCalls.ListOfOrganizationAsync);
        routes.Get("/organizations/{org}/monitors", MonitorCalls.ListAsync);
        routes.Get("/projects", ProjectCalls.ListAsync);
        routes.Get("/projects/{org}/{project}", ProjectCalls.GetAsync);
        routes.Get("/projects/{org}/{project}/keys", KeyCalls.ListAsync);
        routes.Get("/projects/{org}/{project}/stats", StatsCalls.GetAsync);
    }
}
