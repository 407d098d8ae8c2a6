using Microsoft.Extensions.Logging;
using Monitoring.Core.Pumping;

namespace Monitoring.Core.Signals;

/// <summary>Works on one subscription whenever this host holds its lease; goes on after whatever failed.</summary>
internal sealed class SubscriptionRunner(
    Subscription subscription, SignalRuntime runtime, SubscriptionStorage storage, SignalDeliverer deliverer, SignalHint hint, ILogger logger)
{
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var worked = await TryWorkAsync(stopping, aborting).ConfigureAwait(false);
                failures = 0;
                var wait = worked ? runtime.Options.PollInterval : runtime.Options.LeaseDuration / 3;
                await Wait.AWhileAsync(wait, runtime.Time, stopping).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (!stopping.IsCancellationRequested)
                {
                    var wait = runtime.Backoff.After(++failures);
                    Log.SubscriptionFailed(logger, subscription.Name, wait, exception);
                    await Wait.AWhileAsync(wait, runtime.Time, stopping).ConfigureAwait(false);
                }
            }
        }
    }

    /// <returns>Whether this host had the lease.</returns>
    private async ValueTask<bool> TryWorkAsync(CancellationToken stopping, CancellationToken aborting)
    {
        await storage.RegisterAsync(subscription.Name, aborting).ConfigureAwait(false);
        var lease = await runtime.TryTakeLeaseAsync(subscription.Name, aborting).ConfigureAwait(false);
        if (lease is null)
        {
            return false;
        }

        await using (lease.ConfigureAwait(false))
        {
            var session = new SubscriptionSession(subscription, runtime, storage, deliverer, lease);
            await session.RunAsync(hint, stopping, aborting).ConfigureAwait(false);
        }

        return true;
    }
}
