using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Gives signs of life while the host runs.</summary>
/// <remarks>Asks for its services on start, after the settings were checked: a missing store must be named by that check.</remarks>
internal sealed class UptimeService(IServiceProvider services, TimeProvider timeProvider, ILogger<UptimeService> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _beating = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _beating = BeatAsync(services.GetRequiredService<IntakeUptime>(), _stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task BeatAsync(IntakeUptime uptime, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(uptime.Interval, timeProvider);
        var isFailing = false;
        do
        {
            try
            {
                await uptime.TouchAsync(cancellationToken).ConfigureAwait(false);
                isFailing = false;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                // Said once, until it works again: a store that is away cannot hear check-ins either, and that is what the gap will say.
                if (!isFailing)
                {
                    Log.UptimeNotWritten(logger, exception);
                }

                isFailing = true;
            }
        }
        while (await TickAsync(timer, cancellationToken).ConfigureAwait(false));
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
