using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Queueing;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>
/// Writes outcomes while the host runs. When it stops: takes no more events, stores those that were taken, writes the last outcomes.
/// </summary>
internal sealed class ErrorTrackingService(EventQueue queue, OutcomeWriter outcomes) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _writing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = outcomes.RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await queue.DrainAsync(cancellationToken).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        await outcomes.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();
}
