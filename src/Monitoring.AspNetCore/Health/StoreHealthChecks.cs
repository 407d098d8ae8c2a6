using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.Health;

/// <summary>Makes a health check of each store.</summary>
internal sealed class StoreHealthChecks(IEnumerable<IStoreHealth> stores) : IConfigureOptions<HealthCheckServiceOptions>
{
    /// <summary>The checks that <c>/health/ready</c> runs; a host may tag checks of its own with it.</summary>
    public const string Tag = "monitoring";

    public void Configure(HealthCheckServiceOptions options)
    {
        foreach (var store in stores)
        {
            options.Registrations.Add(new HealthCheckRegistration($"monitoring-{store.Name}", new StoreHealthCheck(store), HealthStatus.Unhealthy, [Tag]));
        }
    }
}
