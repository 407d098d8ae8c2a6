namespace Monitoring.AspNetCore.SentryApi.Uploads;

/// <summary>Maps what sentry-cli and the plug-ins of bundlers call for uploads.</summary>
internal static class SentryUploadEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        routes.Get("/organizations/{org}/chunk-upload", UploadCalls.GetOptionsAsync);
        routes.Upload("/organizations/{org}/chunk-upload", UploadCalls.UploadAsync);
        routes.Post("/organizations/{org}/artifactbundle/assemble", AssembleCalls.AssembleAsync);
        routes.Post("/organizations/{org}/releases/{version}/assemble", AssembleCalls.AssembleAsync);
        routes.Post("/projects/{org}/{project}/files/difs/assemble", AssembleCalls.AssembleDebugFilesAsync);
    }
}
