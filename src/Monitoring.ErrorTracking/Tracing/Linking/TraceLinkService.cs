using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Writes links of traces while the host runs, and the last ones when it stops.</summary>
internal sealed class TraceLinkService(IServiceProvider services) : BackgroundLoop(services)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stopping) => services.GetRequiredService<TraceLinkWriter>().RunAsync(stopping);

    protected override Task FinishAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<TraceLinkWriter>().FlushAsync(cancellationToken);
}
