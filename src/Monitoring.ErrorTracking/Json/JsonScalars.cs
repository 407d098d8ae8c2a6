using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Json;

/// <summary>Takes scalars of a <see cref="JsonCursor"/>; what is of another kind is skipped and counts as not given.</summary>
internal static class JsonScalars
{
    public static string? Text(ref JsonCursor json)
    {
        if (json.Kind == JsonValueKind.String)
        {
            return Encoding.UTF8.GetString(json.TakeText());
        }

        json.Skip();
        return null;
    }

    /// <summary>A text, or a number or a boolean as text.</summary>
    public static string? AnyText(ref JsonCursor json) => json.Kind switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Encoding.ASCII.GetString(json.TakeScalar()),
        _ => Text(ref json),
    };

    public static double? Number(ref JsonCursor json)
    {
        if (json.Kind != JsonValueKind.Number)
        {
            json.Skip();
            return null;
        }

        var text = json.TakeScalar();
        return Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length && double.IsFinite(number) ? number : null;
    }

    public static bool? Flag(ref JsonCursor json)
    {
        var kind = json.Kind;
        json.Skip();
        return kind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
    }

    /// <summary>An instant as text or as seconds since 1970.</summary>
    public static DateTimeOffset? Instant(ref JsonCursor json)
    {
        switch (json.Kind)
        {
            case JsonValueKind.Number:
                return TimestampText.TryParseUnix(json.TakeScalar(), out var seconds) ? seconds : null;
            case JsonValueKind.String:
                return TimestampText.TryParse(json.TakeText(), requireZone: false, out var instant) ? instant : null;
            default:
                json.Skip();
                return null;
        }
    }

    /// <summary>A payload as one JSON value, mended where that can be done; absent when it cannot.</summary>
    public static RawJson Parse(ReadOnlyMemory<byte> payload)
    {
        var text = payload.Span.StartsWith("\uFEFF"u8) ? payload[3..] : payload;
        return RawJson.TryParse(text, out var json) || RawJson.TryParse(JsonSanitizer.Repair(text.Span, JsonCursor.MaxDepth, out _), out json) ? json : default;
    }
}
