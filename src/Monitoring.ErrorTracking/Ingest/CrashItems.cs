using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>The items of a request that together tell of a crash: a dump, the fields beside it, and the event, when one came with it.</summary>
internal sealed class CrashItems
{
    private readonly Minidump _dump;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _fields;

    private CrashItems(Minidump dump, IReadOnlyList<KeyValuePair<string, string>> fields, int? index)
    {
        _dump = dump;
        _fields = fields;
        Event = index;
    }

    /// <summary>The place of the event; null when none came.</summary>
    public int? Event { get; }

    public bool HasEvent => Event is not null;

    /// <summary>Finds them; null when there is no dump.</summary>
    public static CrashItems? Of(ImmutableArray<EnvelopeItem> items)
    {
        foreach (var item in items)
        {
            if (item.Kind == EnvelopeItemKind.Attachment && item.AttachmentType == MinidumpAttachment.Type && MinidumpReader.Read(item.GetPayload().Span) is { } dump)
            {
                var crash = items.FirstOrDefault(other => other.Kind == EnvelopeItemKind.Event);
                return new CrashItems(dump, Fields(items), crash.Kind == EnvelopeItemKind.Event ? crash.Index : null);
            }
        }

        return null;
    }

    /// <summary>The event of the crash.</summary>
    /// <param name="json">What the sender said; empty when it said nothing.</param>
    public ReadOnlyMemory<byte> Complete(ReadOnlyMemory<byte> json) => MinidumpEvent.Write(_dump, _fields, json);

    private static List<KeyValuePair<string, string>> Fields(ImmutableArray<EnvelopeItem> items)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var item in items.Where(item => item.Kind == EnvelopeItemKind.FormData))
        {
            try
            {
                using var json = JsonDocument.Parse(item.GetPayload());
                fields.AddRange(json.RootElement.EnumerateArray().Take(FormFields.MaxFields).Where(IsPair).Select(Pair));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                // Fields that cannot be read are no reason to lose a crash.
            }
        }

        return fields;
    }

    private static bool IsPair(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String && pair[1].ValueKind == JsonValueKind.String;

    private static KeyValuePair<string, string> Pair(JsonElement pair) => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!);
}
