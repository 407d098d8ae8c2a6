using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Core.Pumping;
using Monitoring.Signals;

namespace Monitoring.Core.Signals;

/// <summary>Delivers the signals of both outboxes to the subscriptions that this host has.</summary>
internal sealed class SignalPump(
    IEnumerable<SignalRoute> routes,
    IEnumerable<SignalType> types,
    SignalRuntime runtime,
    SignalDeliverer deliverer,
    SignalHint hint,
    ILogger<SignalPump> logger)
    : Pump(runtime.Time)
{
    private readonly ImmutableArray<Subscription> _subscriptions = Subscription.All(routes, types);

    protected override async Task RunAsync()
    {
        var storage = new SubscriptionStorage(runtime);
        await RegisterAsync(storage).ConfigureAwait(false);
        var trimmer = new OutboxTrimmer(runtime, storage, _subscriptions, logger);
        await Task.WhenAll(
        [
            trimmer.RunAsync(Stopping, Aborting),
            .. _subscriptions.Select(subscription =>
                new SubscriptionRunner(subscription, runtime, storage, deliverer, hint, logger).RunAsync(Stopping, Aborting)),
        ]).ConfigureAwait(false);
    }

    // Before anything is trimmed.
    private async Task RegisterAsync(SubscriptionStorage storage)
    {
        for (var failures = 1; !Stopping.IsCancellationRequested; failures++)
        {
            try
            {
                foreach (var subscription in _subscriptions)
                {
                    await storage.RegisterAsync(subscription.Name, Aborting).ConfigureAwait(false);
                }

                return;
            }
            catch (Exception exception)
            {
                var wait = runtime.Backoff.After(failures);
                Log.RegistrationFailed(logger, wait, exception);
                await Wait.AWhileAsync(wait, runtime.Time, Stopping).ConfigureAwait(false);
            }
        }
    }
}
