using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Containers;

/// <summary>What a container item holds: many spans, metrics or log records in <c>{"items":[...]}</c>.</summary>
internal sealed record ItemContainer
{
    /// <summary>The most entries that are read of a container; SDKs send at most 1,000.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>The entries, each an object, in order.</summary>
    public required ImmutableArray<RawJson> Entries { get; init; }

    /// <summary>How many entries are beyond <see cref="MaxEntries"/>.</summary>
    public required int Beyond { get; init; }

    /// <summary>How many entries are no objects.</summary>
    public required int Broken { get; init; }

    /// <summary>
    /// Whether the item says how many entries it holds, and they are as many or fewer. That a number is missing is forgiven; that some are missing cannot be
    /// found out otherwise.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>How many entries there are in all.</summary>
    public long Total => Entries.Length + (long)Beyond + Broken;

    /// <summary>Whether an item is a container, by its content type or because it says how many entries it has.</summary>
    public static bool Is(EnvelopeItem item) =>
        item.ContentType?.StartsWith("application/vnd.sentry.items.", StringComparison.OrdinalIgnoreCase) == true || item.GetAttribute("item_count").HasValue;

    /// <summary>Reads a container; null when it is none.</summary>
    public static ItemContainer? TryRead(EnvelopeItem item)
    {
        var list = JsonObjects.Find(JsonScalars.Parse(item.GetPayload()), "items");
        if (list.Kind != JsonValueKind.Array)
        {
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<RawJson>();
        var (beyond, broken) = (0, 0);
        var json = new JsonCursor(list.Utf8);
        json.EnterArray();
        while (json.NextElement())
        {
            var entry = json.TakeRaw(out _);
            if (entry.Kind != JsonValueKind.Object)
            {
                broken++;
            }
            else if (entries.Count == MaxEntries)
            {
                beyond++;
            }
            else
            {
                entries.Add(entry);
            }
        }

        return new ItemContainer
        {
            Entries = entries.ToImmutable(),
            Beyond = beyond,
            Broken = broken,
            IsComplete = CountOf(item) is not { } count || count == entries.Count + beyond + broken,
        };
    }

    /// <summary>What stands alone, as a container of one.</summary>
    public static ItemContainer? Of(RawJson entry) =>
        entry.Kind == JsonValueKind.Object ? new ItemContainer { Entries = [entry], Beyond = 0, Broken = 0, IsComplete = true } : null;

    private static double? CountOf(EnvelopeItem item)
    {
        var json = new JsonCursor(item.GetAttribute("item_count").Utf8);
        return JsonScalars.Number(ref json);
    }
}
