using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Startup;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>Maps GitLab's calls for error tracking.</summary>
internal static class GitLabApiEndpoints
{
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/v4/projects/{id}/error_tracking");
        group.WithMetadata(GuardedEndpointMetadata.Instance);
        Map(group, "/settings", SettingsCalls.GetAsync, HttpMethods.Get, HttpMethods.Head);
        Map(group, "/settings", SettingsCalls.ToggleAsync, HttpMethods.Patch);
        Map(group, "/settings", SettingsCalls.PutAsync, HttpMethods.Put);
        Map(group, "/client_keys", KeyCalls.ListAsync, HttpMethods.Get, HttpMethods.Head);
        Map(group, "/client_keys", KeyCalls.CreateAsync, HttpMethods.Post);
        Map(group, "/client_keys/{key}", KeyCalls.DeleteAsync, HttpMethods.Delete);
        return group;
    }

    private static void Map(RouteGroupBuilder group, string path, ApiHandler handler, params string[] methods) =>
        group.MapMethods(path, methods, context => GitLabPipeline.InvokeAsync(context, handler));
}
