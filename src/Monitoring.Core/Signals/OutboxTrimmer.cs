using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Core.Pumping;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>
/// Removes what is of no more use: signals that every known subscription of every host is past, some time later;
/// subscriptions that no host has had for long; old dead letters.
/// </summary>
internal sealed class OutboxTrimmer(SignalRuntime runtime, SubscriptionStorage storage, ImmutableArray<Subscription> own, ILogger logger)
{
    private const string LeaseName = "trim";
    private const int PageSize = 1_000;
    private const int MaxDeletes = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, TrimPoints> _points = [];

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await TrimAsync(aborting).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (!stopping.IsCancellationRequested)
                {
                    Log.TrimFailed(logger, exception);
                }
            }

            await Wait.AWhileAsync(Interval, runtime.Time, stopping).ConfigureAwait(false);
        }
    }

    public async ValueTask TrimAsync(CancellationToken cancellationToken)
    {
        var lease = await runtime.TryTakeLeaseAsync(LeaseName, cancellationToken).ConfigureAwait(false);
        if (lease is null)
        {
            return;
        }

        await using (lease.ConfigureAwait(false))
        {
            var subscriptions = await ForgetAbandonedAsync(lease.Lease, cancellationToken).ConfigureAwait(false);
            foreach (var source in runtime.Sources)
            {
                await TrimAsync(source, subscriptions, cancellationToken).ConfigureAwait(false);
            }

            var old = await storage.ListDeadBeforeAsync(runtime.Now - runtime.Options.DeadLetterRetention, MaxDeletes, cancellationToken).ConfigureAwait(false);
            await DeleteAsync(lease.Lease, old, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask TrimAsync(ISignalSource source, ImmutableArray<SubscriptionState> subscriptions, CancellationToken cancellationToken)
    {
        if (!_points.TryGetValue(source.Name, out var points))
        {
            _points[source.Name] = points = new TrimPoints(runtime.Options.KeepHandledFor, runtime.Time);
        }

        var handled = subscriptions.IsEmpty
            ? await EndOfAsync(source, points.Latest, cancellationToken).ConfigureAwait(false)
            : subscriptions.Min(subscription => subscription.PositionIn(source.Name));
        if (points.Add(handled) is { } upTo)
        {
            await source.TrimAsync(upTo, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<long> EndOfAsync(ISignalSource source, long from, CancellationToken cancellationToken)
    {
        ImmutableArray<PendingSignal> page;
        do
        {
            page = await source.ReadAsync(from, PageSize, cancellationToken).ConfigureAwait(false);
            from = page.IsEmpty ? from : page[^1].Position;
        }
        while (page.Length == PageSize);

        return from;
    }

    /// <returns>The subscriptions for which signals must be kept.</returns>
    private async ValueTask<ImmutableArray<SubscriptionState>> ForgetAbandonedAsync(Lease trimming, CancellationToken cancellationToken)
    {
        var kept = ImmutableArray.CreateBuilder<SubscriptionState>();
        foreach (var subscription in await storage.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!await TryForgetAsync(trimming, subscription, cancellationToken).ConfigureAwait(false))
            {
                kept.Add(subscription.Value);
            }
        }

        return kept.ToImmutable();
    }

    private async ValueTask<bool> TryForgetAsync(Lease trimming, Versioned<SubscriptionState> subscription, CancellationToken cancellationToken)
    {
        var state = subscription.Value;
        if (runtime.Now - state.SeenAt < runtime.Options.AbandonedAfter || own.Any(known => known.Name == state.Name))
        {
            return false;
        }

        // A lease that can be taken shows that nobody works on it, even if a clock was wrong when it was last seen.
        var lease = await runtime.TryTakeLeaseAsync(state.Name, cancellationToken).ConfigureAwait(false);
        if (lease is null)
        {
            return false;
        }

        await using (lease.ConfigureAwait(false))
        {
            var waiting = await storage.ListWaitingAsync(state.Name, MaxDeletes, cancellationToken).ConfigureAwait(false);
            await DeleteAsync(lease.Lease, waiting, cancellationToken).ConfigureAwait(false);
            if (waiting.Length == MaxDeletes)
            {
                return false;
            }

            var delete = new DocumentDelete { Type = SignalDocuments.Subscription, Key = state.Name, ExpectedVersion = subscription.Version };
            var result = await storage.CommitAsync(trimming, [], [delete], cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                Log.SubscriptionForgotten(logger, state.Name, state.SeenAt);
            }

            return result.Outcome == CommitOutcome.Committed;
        }
    }

    private async ValueTask DeleteAsync(Lease lease, ImmutableArray<Versioned<ParkedSignal>> signals, CancellationToken cancellationToken)
    {
        if (!signals.IsEmpty)
        {
            ImmutableArray<DocumentDelete> deletes =
            [
                .. signals.Select(signal => new DocumentDelete { Type = SignalDocuments.Parked, Key = signal.Value.Key, ExpectedVersion = signal.Version }),
            ];
            await storage.CommitAsync(lease, [], deletes, cancellationToken).ConfigureAwait(false);
        }
    }
}
