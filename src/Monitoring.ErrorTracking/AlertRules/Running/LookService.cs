using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Has rules look at what had events, while the host runs.</summary>
internal sealed class LookService(IServiceProvider services) : BackgroundLoop(services)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stopping) => services.GetRequiredService<Looker>().RunAsync(stopping);
}
