using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.ErrorTracking.Spooling.Draining;

/// <summary>Stores what waits in the spool while the host runs.</summary>
internal sealed class SpoolService(IServiceProvider services) : BackgroundLoop(services)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<EventSpool>().IsOn ? Task.Run(() => services.GetRequiredService<SpoolDrain>().RunAsync(stopping), CancellationToken.None) : Task.CompletedTask;
}
