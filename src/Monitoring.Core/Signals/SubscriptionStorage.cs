using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>Reads and writes the state of subscriptions.</summary>
internal sealed class SubscriptionStorage(SignalRuntime runtime)
{
    private const int PageSize = 500;

    private IDocumentStore Store => runtime.Store;

    /// <summary>Makes a subscription known, so that signals are kept for it from now on.</summary>
    public async ValueTask RegisterAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken).ConfigureAwait(false) is null)
        {
            // A conflict means that another host has done it at the same moment.
            var state = new SubscriptionState { Name = name, SeenAt = runtime.Now };
            var commit = new DocumentCommit { Partition = Partition.Host, Puts = [SignalDocuments.Subscription.Put(state, expectedVersion: 0)] };
            await Store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<Versioned<SubscriptionState>?> FindAsync(string name, CancellationToken cancellationToken) =>
        Store.FindAsync(Partition.Host, SignalDocuments.Subscription, name, cancellationToken);

    public ValueTask<ImmutableArray<Versioned<SubscriptionState>>> ListAsync(CancellationToken cancellationToken) =>
        QueryAllAsync(SignalDocuments.Subscription, SignalDocuments.ByName, IndexRange.All, int.MaxValue, cancellationToken);

    /// <summary>The signals of a subscription that wait, by outbox and position.</summary>
    public ValueTask<ImmutableArray<Versioned<ParkedSignal>>> ListWaitingAsync(string name, int max, CancellationToken cancellationToken) =>
        QueryAllAsync(SignalDocuments.Parked, SignalDocuments.Waiting, IndexRange.StartingWith(IndexKey.Empty.Add(name)), max, cancellationToken);

    /// <summary>Dead letters that died before an instant.</summary>
    public ValueTask<ImmutableArray<Versioned<ParkedSignal>>> ListDeadBeforeAsync(DateTimeOffset instant, int max, CancellationToken cancellationToken) =>
        QueryAllAsync(
            SignalDocuments.Parked,
            SignalDocuments.Dead,
            new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(instant) },
            max,
            cancellationToken);

    /// <summary>Writes under a lease.</summary>
    /// <returns>The result; anything but committed means that somebody else has taken over.</returns>
    public ValueTask<CommitResult> CommitAsync(Lease lease, ImmutableArray<DocumentPut> puts, ImmutableArray<DocumentDelete> deletes, CancellationToken cancellationToken) =>
        Store.CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = puts, Deletes = deletes, Fence = lease }, cancellationToken);

    private async ValueTask<ImmutableArray<Versioned<T>>> QueryAllAsync<T>(
        DocumentType<T> type, string index, IndexRange range, int max, CancellationToken cancellationToken)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<Versioned<T>>();
        string? cursor = null;
        do
        {
            var query = new DocumentQuery
            {
                Partition = Partition.Host,
                Type = type,
                Index = index,
                Ranges = [range],
                Limit = Math.Min(PageSize, max - found.Count),
                Cursor = cursor,
            };
            Page<Versioned<T>> page = await Store.QueryAsync(type, query, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null && found.Count < max);

        return found.ToImmutable();
    }
}
