using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Filters;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Asks the filters of a project about items before they are counted against limits: by the address of the sender, and about transactions.</summary>
internal static class ItemFilters
{
    /// <summary>Counts an item that a filter drops; false when none does. What SDKs report of themselves is never dropped.</summary>
    public static bool TryFilter(Reception reception, EnvelopeItem item)
    {
        if (item.Kind == EnvelopeItemKind.ClientReport || Find(reception, item) is not { } filter)
        {
            return false;
        }

        var category = ItemTally.CategoryOf(item.Kind);
        if (item.Kind is EnvelopeItemKind.Event or EnvelopeItemKind.Security or EnvelopeItemKind.RawSecurity or EnvelopeItemKind.Nel)
        {
            reception.FilterEvent(category, filter);
        }
        else
        {
            reception.Tally.Filter(category, filter);
        }

        return true;
    }

    private static string? Find(Reception reception, EnvelopeItem item)
    {
        var filters = reception.Sender.Filters;
        if (filters.DropsAddress(reception.Sender.RemoteAddress))
        {
            return FilterNames.Address;
        }

        return item.Kind == EnvelopeItemKind.Transaction && filters.HasTransactions && RawJson.TryParse(item.GetPayload(), out var transaction)
            ? filters.FindTransaction(JsonObjects.FindText(transaction, "transaction"), JsonObjects.FindText(transaction, "release"))
            : null;
    }
}
