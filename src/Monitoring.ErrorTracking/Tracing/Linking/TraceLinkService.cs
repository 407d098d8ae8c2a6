using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Writes links of traces while the host runs, and the last ones when it stops.</summary>
/// <remarks>Asks for its services on start, after the settings were checked: a missing store must be named by that check.</remarks>
internal sealed class TraceLinkService(IServiceProvider services) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _writing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = services.GetRequiredService<TraceLinkWriter>().RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        await services.GetRequiredService<TraceLinkWriter>().FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();
}
