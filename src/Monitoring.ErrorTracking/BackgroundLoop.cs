using Microsoft.Extensions.Hosting;

namespace Monitoring.ErrorTracking;

/// <summary>Work that goes on while the host runs.</summary>
/// <remarks>Asks for its services on start, after the settings were checked: a missing store must be named by that check.</remarks>
internal abstract class BackgroundLoop(IServiceProvider services) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = RunAsync(services, _stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await FinishAsync(services, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Runs until the host stops; ends then without an exception.</summary>
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken stopping);

    /// <summary>What is to be done when nothing runs any more.</summary>
    protected virtual Task FinishAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;
}
