using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Core.Pumping;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Timers;

/// <summary>Claims due timers of the kinds that this host handles, and has them handled side by side.</summary>
internal sealed class TimerPump(
    IEnumerable<TimerRoute> routes,
    Stores stores,
    TimerRunner runner,
    HostIdentity identity,
    IOptions<MonitoringOptions> options,
    TimeProvider timeProvider,
    ILogger<TimerPump> logger)
    : Pump(timeProvider)
{
    /// <summary>The part of the lease that a handler may use; the rest is for the commit.</summary>
    private const double Usable = 0.8;

    private readonly FrozenDictionary<string, TimerRoute> _routes = TimerRoute.All(routes);
    private readonly TimerOptions _options = options.Value.Timers;
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    protected override async Task RunAsync()
    {
        // The kinds take turns at being first, so that none can keep the others waiting.
        ImmutableArray<string> kinds = [.. _routes.Keys.Order(StringComparer.Ordinal)];
        for (var turn = 0; !Stopping.IsCancellationRequested && !kinds.IsEmpty; turn = (turn + 1) % kinds.Length)
        {
            var wait = _options.PollInterval;
            try
            {
                wait = await ClaimAsync([.. kinds[turn..], .. kinds[..turn]]).ConfigureAwait(false) > 0 ? TimeSpan.Zero : wait;
            }
            catch (Exception exception)
            {
                if (!Stopping.IsCancellationRequested)
                {
                    Log.ClaimFailed(logger, wait, exception);
                }
            }

            if (wait > TimeSpan.Zero)
            {
                await Wait.AWhileAsync(wait, Time, Stopping).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
    }

    /// <returns>How many timers were claimed.</returns>
    private async ValueTask<int> ClaimAsync(ImmutableArray<string> kinds)
    {
        var claimed = 0;
        foreach (var kind in kinds)
        {
            await RoomAsync().ConfigureAwait(false);
            var room = _options.MaxConcurrency - _running.Count;
            if (room <= 0 || Stopping.IsCancellationRequested)
            {
                break;
            }

            var askedAt = Time.GetTimestamp();
            var claims = await stores.Documents.ClaimDueAsync(kind, identity.Owner, _options.LeaseDuration, room, Stopping).ConfigureAwait(false);
            var time = (_options.LeaseDuration * Usable) - Time.GetElapsedTime(askedAt);
            foreach (var claim in claims)
            {
                Begin(_routes[kind], claim, time > TimeSpan.Zero ? time : TimeSpan.Zero);
            }

            claimed += claims.Length;
        }

        return claimed;
    }

    private async ValueTask RoomAsync()
    {
        while (!Stopping.IsCancellationRequested && _running.Keys is var running && running.Count >= _options.MaxConcurrency)
        {
            await Wait.ForAsync(Task.WhenAny(running), Timeout.InfiniteTimeSpan, Time, Stopping).ConfigureAwait(false);
        }
    }

    private void Begin(TimerRoute route, TimerClaim claim, TimeSpan time)
    {
        var run = Task.Run(() => runner.RunAsync(route, claim, time, Aborting), CancellationToken.None);
        _running.TryAdd(run, 0);
        run.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
