using Microsoft.Extensions.Hosting;

namespace Monitoring.Core.Pumping;

/// <summary>
/// Background work that stops in two steps: first nothing new is begun, and after a while what is still running is
/// cancelled.
/// </summary>
internal abstract class Pump(TimeProvider timeProvider) : IHostedService, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private Task _running = Task.CompletedTask;
    private bool _isDisposed;

    protected TimeProvider Time { get; } = timeProvider;

    /// <summary>Nothing new is begun.</summary>
    protected CancellationToken Stopping => _stopping.Token;

    /// <summary>What runs is cancelled.</summary>
    protected CancellationToken Aborting => _aborting.Token;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Wait.ForAsync(_running, Grace, Time, cancellationToken).ConfigureAwait(false);
        await _aborting.CancelAsync().ConfigureAwait(false);
        await Wait.ForAsync(_running, Timeout.InfiniteTimeSpan, Time, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        // A host that was not stopped is disposed all the same: the work must not go on.
        _isDisposed = true;
        _stopping.Cancel();
        _aborting.Cancel();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    /// <summary>Does the work until <see cref="Stopping"/>; does not throw.</summary>
    protected abstract Task RunAsync();
}
