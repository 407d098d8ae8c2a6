using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitoring.AspNetCore.Health;

internal static class HealthEndpoints
{
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<MonitoringEndpointOptions>>().Value;
        var group = endpoints.MapGroup("");
        group.AllowAnonymous();
        group.MapHealthChecks(options.LivePath, new HealthCheckOptions { Predicate = _ => false });
        group.MapHealthChecks(options.ReadyPath, new HealthCheckOptions { Predicate = check => check.Tags.Contains(StoreHealthChecks.Tag) });
        return group;
    }
}
