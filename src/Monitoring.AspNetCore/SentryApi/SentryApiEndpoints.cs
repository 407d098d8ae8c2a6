using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Startup;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Maps the part of Sentry's web API that sentry-cli and the plug-ins of bundlers call.</summary>
internal static class SentryApiEndpoints
{
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/0");
        group.WithMetadata(GuardedEndpointMetadata.Instance);
        Get(group, "/", InfoCalls.GetAsync);
        Get(group, "/organizations/{org}/repos", InfoCalls.ListRepositoriesAsync);
        foreach (var owner in new[] { "/organizations/{org}", "/projects/{org}/{project}" })
        {
            MapReleases(group, owner + "/releases");
        }

        Get(group, "/organizations/{org}/chunk-upload", UploadCalls.GetOptionsAsync);
        group.MapPost("/organizations/{org}/chunk-upload", context => SentryPipeline.InvokeAsync(context, readsBody: false, UploadCalls.UploadAsync));
        Post(group, "/organizations/{org}/artifactbundle/assemble", AssembleCalls.AssembleAsync);
        Post(group, "/organizations/{org}/releases/{version}/assemble", AssembleCalls.AssembleAsync);
        Post(group, "/projects/{org}/{project}/files/difs/assemble", AssembleCalls.AssembleDebugFilesAsync);
        return group;
    }

    private static void MapReleases(RouteGroupBuilder group, string path)
    {
        Get(group, path, ReleaseCalls.ListAsync);
        Post(group, path, ReleaseCalls.CreateAsync);
        Get(group, path + "/{version}", ReleaseCalls.GetAsync);
        group.MapPut(path + "/{version}", context => SentryPipeline.InvokeAsync(context, readsBody: true, ReleaseCalls.ChangeAsync));
        group.MapDelete(path + "/{version}", context => SentryPipeline.InvokeAsync(context, readsBody: false, ReleaseCalls.DeleteAsync));
        Get(group, path + "/{version}/previous-with-commits", ReleaseCalls.GetPreviousAsync);
        Get(group, path + "/{version}/commits", ReleasePartCalls.ListCommitsAsync);
        Get(group, path + "/{version}/deploys", ReleasePartCalls.ListDeploysAsync);
        Post(group, path + "/{version}/deploys", ReleasePartCalls.AddDeployAsync);
    }

    private static void Get(RouteGroupBuilder group, string path, ApiHandler handler) =>
        group.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => SentryPipeline.InvokeAsync(context, readsBody: false, handler));

    private static void Post(RouteGroupBuilder group, string path, ApiHandler handler) =>
        group.MapPost(path, context => SentryPipeline.InvokeAsync(context, readsBody: true, handler));
}
