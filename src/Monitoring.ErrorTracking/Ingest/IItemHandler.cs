using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Takes the items of some kinds that are no events: check-ins, sessions, feedback and the like. Registered as a service.</summary>
/// <remarks>
/// <para>Called on many threads, once for each request that has such items, after the events of the request are durable. What is answered as accepted must be
/// durable when the call returns, because the sender is told so. A sender may repeat a request of which a part was stored: taking an item twice changes nothing.</para>
/// <para>Each item is looked at by itself: a broken one is an outcome, and its neighbours are taken. The only expected exception is
/// <see cref="StorageUnavailableException"/>; the sender is then asked to repeat the request. Any other is counted as a fault of the program, for all
/// items of the batch.</para>
/// </remarks>
internal interface IItemHandler
{
    /// <summary>The kinds of items that it takes; no other handler takes them.</summary>
    ImmutableArray<EnvelopeItemKind> Kinds { get; }

    /// <summary>Whether it takes its items after all others have taken theirs, because it asks what became of them.</summary>
    bool ComesLast => false;

    /// <summary>Takes the items of one request.</summary>
    /// <param name="batch">The items; their memory is gone when the call returns.</param>
    /// <param name="cancellationToken">The sender going away does not cancel: what was received whole is taken whole.</param>
    /// <returns>What became of the items: at least one outcome for each, several for one that holds several things.</returns>
    ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken);
}
