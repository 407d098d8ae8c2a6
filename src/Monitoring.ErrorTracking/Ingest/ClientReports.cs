using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Counts what SDKs say they discarded. A report is never refused: what cannot be read of it is passed over. Categories and reasons that are not
/// known count as <c>unknown</c> and <c>other</c>, so that a sender cannot fill the store with names.
/// </summary>
internal static class ClientReports
{
    private const int MaxEntries = 100;

    /// <summary>More than any sender discards between two reports; larger figures are nonsense and would drown the true ones.</summary>
    private const long MaxQuantity = 1_000_000_000;

    private static readonly HashSet<string> Reasons =
    [
        "queue_overflow", "cache_overflow", "buffer_overflow", "ratelimit_backoff", "network_error", "sample_rate", "before_send", "event_processor",
        "send_error", "internal_sdk_error", "insufficient_data", "backpressure", "ignored", "no_parent_span", "invalid", "filtered",
    ];

    private static readonly HashSet<string> Categories = [.. Enum.GetValues<DataCategory>().Select(category => category.Name()).Where(name => name.Length > 0)];

    public static void Count(ReadOnlyMemory<byte> payload, ItemTally tally)
    {
        if (!RawJson.TryParse(payload, out var report))
        {
            return;
        }

        CountList(JsonObjects.Find(report, "discarded_events"), tally);
        CountList(JsonObjects.Find(report, "rate_limited_events"), tally);
        CountList(JsonObjects.Find(report, "filtered_events"), tally);
        CountList(JsonObjects.Find(report, "filtered_sampling_events"), tally);
    }

    private static void CountList(RawJson list, ItemTally tally)
    {
        if (list.Kind != JsonValueKind.Array)
        {
            return;
        }

        using var entries = JsonDocument.Parse(list.Utf8, new JsonDocumentOptions { MaxDepth = RawJson.MaxDepth + 1 });
        foreach (var entry in entries.RootElement.EnumerateArray().Take(MaxEntries).Where(entry => entry.ValueKind == JsonValueKind.Object))
        {
            var category = Text(entry, "category");
            var reason = Text(entry, "reason");
            tally.Discarded(
                category is not null && Categories.Contains(category) ? category : ItemTally.Unknown,
                reason is not null && Reasons.Contains(reason) ? reason : "other",
                Quantity(entry));
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Quantity(JsonElement entry) =>
        entry.TryGetProperty("quantity", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var quantity)
            ? Math.Clamp(quantity, 0, MaxQuantity)
            : 0;
}
