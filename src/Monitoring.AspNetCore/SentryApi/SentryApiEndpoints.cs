namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Maps what sentry-cli asks first: who it is, and which repositories there are.</summary>
internal static class SentryApiEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        routes.Get("/", InfoCalls.GetAsync);
        routes.Get("/organizations/{org}/repos", InfoCalls.ListRepositoriesAsync);
    }
}
