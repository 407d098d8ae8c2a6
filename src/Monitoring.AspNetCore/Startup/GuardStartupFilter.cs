using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Monitoring.AspNetCore.Startup;

/// <summary>
/// Outside Development, keeps the host from starting while the product API has neither an authorization policy nor an explicit
/// AllowAnonymous. It looks at the finished endpoints, after all conventions of the host.
/// </summary>
internal sealed class GuardStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        var services = app.ApplicationServices;
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment() && !HasFallbackPolicy(services))
        {
            Check(services.GetRequiredService<EndpointDataSource>().Endpoints);
        }
    };

    private static bool HasFallbackPolicy(IServiceProvider services) =>
        services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null;

    private static void Check(IEnumerable<Endpoint> endpoints)
    {
        var open = endpoints.Where(IsOpen).OfType<RouteEndpoint>().ToArray();
        if (open.Length > 0)
        {
            throw new InvalidOperationException(
                $"Everybody could call the product API: {open.Length} endpoints such as '{open[0].RoutePattern.RawText}' have no authorization. " +
                "Write 'app.MapMonitoring().RequireAuthorization();', or 'app.MapMonitoring().AllowAnonymous();' when something before this host guards them.");
        }
    }

    private static bool IsOpen(Endpoint endpoint)
    {
        var metadata = endpoint.Metadata;
        return metadata.GetMetadata<GuardedEndpointMetadata>() is not null
            && metadata.GetMetadata<IAuthorizeData>() is null
            && metadata.GetMetadata<AuthorizationPolicy>() is null
            && metadata.GetMetadata<IAllowAnonymous>() is null;
    }
}
