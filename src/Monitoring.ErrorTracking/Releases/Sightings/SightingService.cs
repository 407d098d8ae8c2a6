using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.ErrorTracking.Releases.Sightings;

/// <summary>Writes sightings while the host runs, and the last ones when it stops.</summary>
internal sealed class SightingService(IServiceProvider services) : BackgroundLoop(services)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stopping) => services.GetRequiredService<SightingWriter>().RunAsync(stopping);

    protected override Task FinishAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<SightingWriter>().FlushAsync(cancellationToken);
}
