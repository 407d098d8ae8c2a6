using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Quotas.Counting;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Asks the limits of a sender about what it sends, before anything of it is parsed.</summary>
internal static class ItemGate
{
    /// <summary>More than any SDK puts into one item.</summary>
    private const long MaxQuantity = 100_000;

    /// <summary>Admits an event, or counts it as limited.</summary>
    public static bool TryAdmitEvent(Reception reception, string category)
    {
        var sender = reception.Sender;
        if (sender.Quota.TryAdmit(sender.Key, isEvent: true, [new Portion(category, 1)], out var limit, out var wait))
        {
            return true;
        }

        reception.LimitEvent(category, limit, wait);
        return false;
    }

    /// <summary>Takes back what an event counted.</summary>
    public static void ReturnEvent(Sender sender, string category) => sender.Quota.Return(sender.Key, isEvent: true, [new Portion(category, 1)]);

    /// <summary>Admits an item that is no event, or counts it as limited. What SDKs report of themselves is always admitted.</summary>
    public static bool TryAdmit(Reception reception, EnvelopeItem item)
    {
        if (item.Kind == EnvelopeItemKind.ClientReport)
        {
            return true;
        }

        var sender = reception.Sender;
        var category = ItemTally.CategoryOf(item.Kind);
        var quantity = QuantityOf(item);
        ReadOnlySpan<Portion> portions = item.Kind == EnvelopeItemKind.Attachment
            ? [new Portion(category, 1), new Portion(DataCategory.Attachment.Name(), item.Payload.Length) { IsItems = false }]
            : [new Portion(category, quantity)];
        if (sender.Quota.TryAdmit(sender.Key, isEvent: false, portions, out var limit, out var wait))
        {
            return true;
        }

        reception.LimitItem(category, limit, wait, quantity);
        return false;
    }

    /// <summary>How many things an item holds, as its header says.</summary>
    private static long QuantityOf(EnvelopeItem item)
    {
        if (item.Kind is not (EnvelopeItemKind.Log or EnvelopeItemKind.Span or EnvelopeItemKind.TraceMetric))
        {
            return 1;
        }

        var count = JsonObjects.Find(item.Header, "item_count");
        return count.Kind == JsonValueKind.Number && System.Buffers.Text.Utf8Parser.TryParse(count.Utf8.Span, out long quantity, out _) ? Math.Clamp(quantity, 1, MaxQuantity) : 1;
    }
}
