using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Has rules look at what had events, while the host runs.</summary>
/// <remarks>Asks for its services on start, after the settings were checked: a missing store must be named by that check.</remarks>
internal sealed class LookService(IServiceProvider services) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _looking = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _looking = services.GetRequiredService<Looker>().RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();
}
