namespace Monitoring.AspNetCore.SentryApi.Releases;

/// <summary>Maps what sentry-cli and the plug-ins of bundlers call for releases.</summary>
internal static class SentryReleaseEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        foreach (var owner in new[] { "/organizations/{org}", "/projects/{org}/{project}" })
        {
            Map(routes, owner + "/releases");
        }
    }

    private static void Map(SentryRoutes routes, string path)
    {
        routes.Get(path, ReleaseCalls.ListAsync);
        routes.Post(path, ReleaseCalls.CreateAsync);
        routes.Get(path + "/{version}", ReleaseCalls.GetAsync);
        routes.Put(path + "/{version}", ReleaseCalls.ChangeAsync);
        routes.Delete(path + "/{version}", ReleaseCalls.DeleteAsync);
        routes.Get(path + "/{version}/previous-with-commits", ReleaseCalls.GetPreviousAsync);
        routes.Get(path + "/{version}/commits", ReleasePartCalls.ListCommitsAsync);
        routes.Get(path + "/{version}/deploys", ReleasePartCalls.ListDeploysAsync);
        routes.Post(path + "/{version}/deploys", ReleasePartCalls.AddDeployAsync);
    }
}
