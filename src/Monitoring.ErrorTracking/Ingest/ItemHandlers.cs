using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Hands items that are no events to those who take their kinds, and counts what became of them.</summary>
internal sealed class ItemHandlers(IEnumerable<IItemHandler> handlers, ILogger<ItemHandlers> logger)
{
    private readonly Dictionary<EnvelopeItemKind, IItemHandler> _handlers =
        handlers.SelectMany(handler => handler.Kinds.Select(kind => KeyValuePair.Create(kind, handler))).ToDictionary();

    /// <summary>Whether somebody takes items of a kind.</summary>
    public bool Handles(EnvelopeItemKind kind) => _handlers.ContainsKey(kind);

    /// <summary>Has the items of a request taken. A handler that fails takes nothing from the others.</summary>
    public async ValueTask TakeAsync(Reception reception, EventId? eventId, ImmutableArray<IngestedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var group in reception.Handled.GroupBy(item => _handlers[item.Kind]).OrderBy(group => group.Key.ComesLast))
        {
            var batch = new ItemBatch
            {
                Items = [.. group],
                Header = reception.Header,
                Sender = reception.Sender,
                EventId = events is [var first, ..] ? first.EventId : eventId,
                Events = events,
                HasLostEvents = reception.HasLostEvents,
                LimitOfEvents = reception.LimitOfEvents,
                FilterOfEvents = reception.FilterOfEvents,
            };
            await TakeAsync(group.Key, batch, reception, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask TakeAsync(IItemHandler handler, ItemBatch batch, Reception reception, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var outcome in await handler.TakeAsync(batch, cancellationToken).ConfigureAwait(false))
            {
                reception.Add(outcome);
            }
        }
        catch (StorageUnavailableException exception)
        {
            reception.NotStored(batch.Items, exception.RetryAfter);
        }
        catch (Exception exception)
        {
            Log.ItemsFailed(logger, batch.Items.Length, exception);
            foreach (var item in batch.Items)
            {
                reception.Refuse(ItemTally.CategoryOf(item.Kind), Refusals.InternalError);
            }
        }
    }
}
