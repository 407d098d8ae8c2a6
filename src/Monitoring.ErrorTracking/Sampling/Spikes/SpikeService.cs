using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.ErrorTracking.Sampling.Spikes;

/// <summary>Watches for spikes while the host runs.</summary>
internal sealed class SpikeService(IServiceProvider services) : BackgroundLoop(services)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stopping) => services.GetRequiredService<SpikeWatcher>().RunAsync(stopping);
}
