namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>Maps the calls of Sentry's web API that list and read events.</summary>
internal static class SentryEventEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        foreach (var path in new[] { "/issues/{issue}/events", "/organizations/{org}/issues/{issue}/events" })
        {
            routes.Get(path, IssueEventCalls.ListAsync);
            routes.Get(path + "/{event}", IssueEventCalls.GetAsync);
        }

        routes.Get("/projects/{org}/{project}/events", ProjectEventCalls.ListAsync);
        routes.Get("/projects/{org}/{project}/events/{event}", ProjectEventCalls.GetAsync);
    }
}
