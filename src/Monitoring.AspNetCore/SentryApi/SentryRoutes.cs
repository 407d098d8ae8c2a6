using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Startup;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Maps calls below <c>/api/0</c>. Routing takes each path with and without its last slash.</summary>
internal sealed class SentryRoutes
{
    private readonly RouteGroupBuilder _group;

    public SentryRoutes(IEndpointRouteBuilder endpoints)
    {
        _group = endpoints.MapGroup("/api/0");
        _group.WithMetadata(GuardedEndpointMetadata.Instance);
    }

    public IEndpointConventionBuilder Conventions => _group;

    public void Get(string path, ApiHandler handler) => Map(path, readsBody: false, handler, HttpMethods.Get, HttpMethods.Head);

    public void Post(string path, ApiHandler handler) => Map(path, readsBody: true, handler, HttpMethods.Post);

    public void Put(string path, ApiHandler handler) => Map(path, readsBody: true, handler, HttpMethods.Put);

    public void Delete(string path, ApiHandler handler) => Map(path, readsBody: false, handler, HttpMethods.Delete);

    /// <summary>Maps a call whose handler reads the body itself.</summary>
    public void Upload(string path, ApiHandler handler) => Map(path, readsBody: false, handler, HttpMethods.Post);

    private void Map(string path, bool readsBody, ApiHandler handler, params string[] methods) =>
        _group.MapMethods(path, methods, context => SentryPipeline.InvokeAsync(context, readsBody, handler));
}
