namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Maps the part of Sentry's web API that sentry-cli and the plug-ins of bundlers call for releases and uploads.</summary>
internal static class SentryApiEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        routes.Get("/", InfoCalls.GetAsync);
        routes.Get("/organizations/{org}/repos", InfoCalls.ListRepositoriesAsync);
        foreach (var owner in new[] { "/organizations/{org}", "/projects/{org}/{project}" })
        {
            MapReleases(routes, owner + "/releases");
        }

        routes.Get("/organizations/{org}/chunk-upload", UploadCalls.GetOptionsAsync);
        routes.Upload("/organizations/{org}/chunk-upload", UploadCalls.UploadAsync);
        routes.Post("/organizations/{org}/artifactbundle/assemble", AssembleCalls.AssembleAsync);
        routes.Post("/organizations/{org}/releases/{version}/assemble", AssembleCalls.AssembleAsync);
        routes.Post("/projects/{org}/{project}/files/difs/assemble", AssembleCalls.AssembleDebugFilesAsync);
    }

    private static void MapReleases(SentryRoutes routes, string path)
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
