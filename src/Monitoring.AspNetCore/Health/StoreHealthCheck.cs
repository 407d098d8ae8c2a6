using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.Health;

internal sealed class StoreHealthCheck(IStoreHealth store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await store.CheckAsync(cancellationToken);
        var status = health.Status switch
        {
            StoreHealthStatus.Healthy => HealthStatus.Healthy,
            StoreHealthStatus.Degraded => HealthStatus.Degraded,
            _ => HealthStatus.Unhealthy,
        };
        return new HealthCheckResult(status, health.Description, data: health.Figures.ToDictionary(figure => figure.Key, figure => (object)figure.Value));
    }
}
