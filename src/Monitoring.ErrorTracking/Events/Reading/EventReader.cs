using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the attributes of an event, in one pass and in any order. Of an attribute that is there twice the last one counts.</summary>
internal static class EventReader
{
    private const int LegacyPrefixLength = 18;

    public static EventDraft Read(ref JsonCursor json, EventScope scope)
    {
        var draft = new EventDraft();
        while (json.NextProperty(out var name))
        {
            if (name.Length > LegacyPrefixLength && name.StartsWith("sentry.interfaces."u8))
            {
                LegacyReader.Read(draft, name[LegacyPrefixLength..], ref json, scope);
            }
            else if (!AttributeReader.Read(draft, name, ref json, scope) && !InterfaceReader.Read(draft, name, ref json, scope))
            {
                SkipUnknown(name, ref json, scope);
            }
        }

        return draft;
    }

    private static void SkipUnknown(ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        json.Skip();
        if (!IsIgnored(name))
        {
            scope.Report(scope.Strings.GetPlain(name), EventProblemCodes.InvalidAttribute, "unknown attribute");
        }
    }

    /// <summary>Attributes that only matter to servers, or only to transactions.</summary>
    private static bool IsIgnored(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("project"u8) || name.SequenceEqual("received"u8) || name.SequenceEqual("key_id"u8) || name.SequenceEqual("ingest_path"u8)
        || name.SequenceEqual("grouping_config"u8) || name.SequenceEqual("_metrics"u8) || name.SequenceEqual("scraping_attempts"u8)
        || name.SequenceEqual("spans"u8) || name.SequenceEqual("measurements"u8) || name.SequenceEqual("breakdowns"u8)
        || name.SequenceEqual("transaction_info"u8) || name.SequenceEqual("time_spent"u8) || name.SequenceEqual("version"u8);
}
