using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Queueing;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>
/// Writes outcomes while the host runs. When it stops: takes no more events, stores those that were taken, writes the last outcomes.
/// </summary>
/// <remarks>Asks for its services on start, after the settings were checked: a missing store must be named by that check.</remarks>
internal sealed class ErrorTrackingService(IServiceProvider services) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _writing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<EventQueue>();
        _writing = services.GetRequiredService<OutcomeWriter>().RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<EventQueue>().DrainAsync(cancellationToken).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        await services.GetRequiredService<OutcomeWriter>().FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();
}
