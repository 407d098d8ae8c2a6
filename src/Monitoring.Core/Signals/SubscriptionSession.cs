using System.Collections.Immutable;
using Monitoring.Core.Leases;
using Monitoring.Core.Pumping;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>The work on a subscription while this host holds its lease.</summary>
/// <remarks>
/// Signals fresh from an outbox are delivered page by page. One whose handler fails is parked as a document, and so are
/// those behind it in its lane; the position moves on, so that other lanes go on and the outbox can be trimmed. Parked
/// signals are tried again from their documents. The position, what was parked and what was done with it are one commit
/// under the lease; a crash before it repeats deliveries and loses none.
/// </remarks>
internal sealed class SubscriptionSession(
    Subscription subscription, SignalRuntime runtime, SubscriptionStorage storage, SignalDeliverer deliverer, LeaseKeeper lease)
{
    private const int PageSize = 64;

    /// <summary>How long a position that moved over nothing of interest may go unwritten.</summary>
    private static readonly TimeSpan MaxUnwritten = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SeenInterval = TimeSpan.FromHours(1);

    private SubscriptionState _state = new() { Name = subscription.Name, SeenAt = DateTimeOffset.MinValue };
    private long _version;
    private bool _isUnwritten;
    private long _writtenAt = runtime.Time.GetTimestamp();

    /// <summary>Works until the lease is lost, the host stops, or somebody else has written.</summary>
    public async ValueTask RunAsync(SignalHint hint, CancellationToken stopping, CancellationToken aborting)
    {
        var stored = await storage.FindAsync(subscription.Name, aborting).ConfigureAwait(false);
        if (stored is null)
        {
            return;
        }

        _state = stored.Value;
        _version = stored.Version;
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(aborting, lease.Lost);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
        while (!leaving.IsCancellationRequested)
        {
            var next = hint.Next;
            if (await RoundAsync(leaving.Token, broken.Token).ConfigureAwait(false) is not { } wait)
            {
                return;
            }

            if (wait > TimeSpan.Zero)
            {
                await Wait.ForAsync(next, wait, runtime.Time, leaving.Token).ConfigureAwait(false);
            }
        }

        if (_isUnwritten && !lease.Lost.IsCancellationRequested)
        {
            await CommitAsync([], CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <returns>How long to wait before the next round, or nothing when the session is over.</returns>
    private async ValueTask<TimeSpan?> RoundAsync(CancellationToken leaving, CancellationToken broken)
    {
        var stored = await storage.ListWaitingAsync(subscription.Name, runtime.Options.MaxWaiting, broken).ConfigureAwait(false);
        var waiting = stored.Select(parked => new Delivery(parked.Value.ToPending(), parked.Value)).ToList();
        var due = Lanes(waiting).Where(lane => IsDue(lane[0])).ToList();
        if (due.Count > 0)
        {
            await deliverer.DeliverAsync(subscription, due, leaving, broken).ConfigureAwait(false);
            if (!await CommitAsync(due.SelectMany(lane => lane), CancellationToken.None).ConfigureAwait(false))
            {
                return null;
            }

            waiting.RemoveAll(delivery => delivery.State is DeliveryState.Handled or DeliveryState.Dead);
        }

        var progress = due.Count > 0;
        foreach (var source in runtime.Sources)
        {
            if (await AdvanceAsync(source, waiting, leaving, broken).ConfigureAwait(false) is not { } moved)
            {
                return null;
            }

            progress |= moved;
        }

        var isWritten = !MustWrite() || await CommitAsync([], broken).ConfigureAwait(false);
        return !isWritten ? null : progress ? TimeSpan.Zero : UntilNextTry(waiting);
    }

    /// <returns>Whether there was something to read, or nothing when the session is over.</returns>
    private async ValueTask<bool?> AdvanceAsync(ISignalSource source, List<Delivery> waiting, CancellationToken leaving, CancellationToken broken)
    {
        var room = runtime.Options.MaxWaiting - waiting.Count;
        if (room <= 0 || leaving.IsCancellationRequested)
        {
            return false;
        }

        var page = await source.ReadAsync(_state.PositionIn(source.Name), PageSize, broken).ConfigureAwait(false);
        if (page.IsEmpty)
        {
            return false;
        }

        var wanted = page.Where(signal => subscription.Takes(signal.Type)).ToList();
        var taken = wanted.Take(room).Select(signal => new Delivery(signal, null)).ToList();
        var position = taken.Count < wanted.Count ? taken[^1].Signal.Position : page[^1].Position;
        var blocked = waiting.Select(delivery => delivery.Signal.Lane).ToHashSet();
        await deliverer.DeliverAsync(subscription, Lanes(taken).Where(lane => !blocked.Contains(lane[0].Signal.Lane)), leaving, broken).ConfigureAwait(false);

        _state = _state with { Positions = _state.Positions.SetItem(source.Name, position) };
        _isUnwritten = true;
        waiting.AddRange(taken.Where(delivery => delivery.State is DeliveryState.Untouched or DeliveryState.Failed));
        return taken.Count == 0 || await CommitAsync(taken, CancellationToken.None).ConfigureAwait(false) ? true : null;
    }

    private static IEnumerable<List<Delivery>> Lanes(IEnumerable<Delivery> deliveries) =>
        deliveries.GroupBy(delivery => delivery.Signal.Lane).Select(lane => lane.OrderBy(delivery => delivery.Signal.Position).ToList());

    // After the clock was set back, a try is due no later than a longest wait from now.
    private bool IsDue(Delivery delivery) => delivery.NextTryAt <= runtime.Now || delivery.NextTryAt > runtime.Now + runtime.Options.MaxRetryDelay;

    private TimeSpan UntilNextTry(List<Delivery> waiting)
    {
        var next = Lanes(waiting).Select(lane => lane[0].NextTryAt - runtime.Now).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        var poll = runtime.Options.PollInterval;
        return next < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : next < poll ? next : poll;
    }

    private bool MustWrite() =>
        (_isUnwritten && runtime.Time.GetElapsedTime(_writtenAt) >= MaxUnwritten) || (runtime.Now - _state.SeenAt).Duration() >= SeenInterval;

    /// <summary>Writes the position and what became of deliveries. False when somebody else has taken over.</summary>
    private async ValueTask<bool> CommitAsync(IEnumerable<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (lease.Lost.IsCancellationRequested)
        {
            return false;
        }

        var state = _state with { SeenAt = runtime.Now };
        var puts = ImmutableArray.CreateBuilder<DocumentPut>();
        var deletes = ImmutableArray.CreateBuilder<DocumentDelete>();
        puts.Add(SignalDocuments.Subscription.Put(state, _version));
        foreach (var delivery in deliveries)
        {
            if (delivery is { State: DeliveryState.Handled, Parked: { } parked })
            {
                deletes.Add(new DocumentDelete { Type = SignalDocuments.Parked, Key = parked.Key });
            }
            else if (delivery.State is DeliveryState.Failed or DeliveryState.Dead || delivery is { State: DeliveryState.Untouched, Parked: null })
            {
                puts.Add(SignalDocuments.Parked.Put(Park(delivery)));
            }
        }

        var result = await storage.CommitAsync(lease.Lease, puts.ToImmutable(), deletes.ToImmutable(), cancellationToken).ConfigureAwait(false);
        if (result.Outcome != CommitOutcome.Committed)
        {
            return false;
        }

        (_state, _version, _isUnwritten, _writtenAt) = (state, result.Versions[0], false, runtime.Time.GetTimestamp());
        return true;
    }

    private ParkedSignal Park(Delivery delivery) => new()
    {
        Subscription = subscription.Name,
        Source = delivery.Signal.Source,
        Position = delivery.Signal.Position,
        SignalId = delivery.Signal.Id,
        Type = delivery.Signal.Type,
        AggregateId = delivery.Signal.AggregateId,
        OccurredAt = delivery.Signal.OccurredAt,
        Body = delivery.Signal.Body,
        Attempts = delivery.Attempts,
        NextTryAt = delivery.State == DeliveryState.Untouched ? runtime.Now : delivery.NextTryAt,
        Error = delivery.Error,
        DiedAt = delivery.State == DeliveryState.Dead ? runtime.Now : null,
    };
}
