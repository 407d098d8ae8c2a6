using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads fields that are no texts. What is malformed is consumed, noted and absent; <c>null</c> is absent.</summary>
internal static class Fields
{
    public static bool? ReadBoolean(this EventScope scope, ref JsonCursor json, string field)
    {
        if (json.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            var value = json.Kind == JsonValueKind.True;
            json.Skip();
            return value;
        }

        scope.SkipUnexpected(ref json, field, "expected a boolean");
        return null;
    }

    /// <summary>A whole number from 0, as a number or as the digits of a string.</summary>
    public static int? ReadNumber(this EventScope scope, ref JsonCursor json, string field)
    {
        if (json.Kind is JsonValueKind.Number or JsonValueKind.String)
        {
            var text = json.Kind == JsonValueKind.Number ? json.TakeScalar() : json.TakeText();
            if (Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && value >= 0)
            {
                return value;
            }

            scope.Report(field, EventProblemCodes.InvalidData, "expected a whole number from 0");
            return null;
        }

        scope.SkipUnexpected(ref json, field, "expected a whole number");
        return null;
    }

    /// <summary>An address as text like <c>0x7fff</c>; numbers are written so.</summary>
    public static string? ReadAddress(this EventScope scope, ref JsonCursor json, string field)
    {
        if (json.Kind != JsonValueKind.Number)
        {
            return scope.ReadText(ref json, field, Limits.ShortName);
        }

        var text = json.TakeScalar();
        if (Utf8Parser.TryParse(text, out ulong value, out var used) && used == text.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
        }

        scope.Report(field, EventProblemCodes.InvalidData, "expected an address");
        return null;
    }

    /// <summary>An instant as text or as seconds since 1970, corrected for the sender's clock.</summary>
    public static DateTimeOffset? ReadInstant(this EventScope scope, ref JsonCursor json, string field)
    {
        DateTimeOffset instant;
        bool read;
        switch (json.Kind)
        {
            case JsonValueKind.String:
                read = TimestampText.TryParse(json.TakeText(), requireZone: false, out instant);
                break;
            case JsonValueKind.Number:
                read = TimestampText.TryParseUnix(json.TakeScalar(), out instant);
                break;
            default:
                scope.SkipUnexpected(ref json, field, "expected a timestamp");
                return null;
        }

        var ticks = instant.UtcTicks + scope.ClockDrift.Ticks;
        if (read && ticks >= DateTimeOffset.MinValue.UtcTicks && ticks <= DateTimeOffset.MaxValue.UtcTicks)
        {
            return new DateTimeOffset(ticks, TimeSpan.Zero);
        }

        scope.Report(field, EventProblemCodes.InvalidData, "expected a timestamp");
        return null;
    }

    public static EventId? ReadEventId(this EventScope scope, ref JsonCursor json, string field)
    {
        if (json.Kind == JsonValueKind.String)
        {
            if (EventId.TryParse(json.TakeText(), out var id))
            {
                return id;
            }

            scope.Report(field, EventProblemCodes.InvalidData, "expected a UUID");
            return null;
        }

        scope.SkipUnexpected(ref json, field, "expected a UUID");
        return null;
    }

    public static ErrorLevel? ReadLevel(this EventScope scope, ref JsonCursor json, string field)
    {
        ErrorLevel? level;
        switch (json.Kind)
        {
            case JsonValueKind.String:
                level = LevelOf(json.TakeText());
                break;
            case JsonValueKind.Number:
                level = LevelOfNumber(json.TakeScalar());
                break;
            default:
                scope.SkipUnexpected(ref json, field, "expected a level");
                return null;
        }

        if (level is null)
        {
            scope.Report(field, EventProblemCodes.InvalidData, "expected a level");
        }

        return level;
    }

    /// <summary>A value that is kept as text, cut to its limit.</summary>
    public static RawJson ReadRaw(this EventScope scope, ref JsonCursor json, string field, JsonLimit limit)
    {
        if (json.TakeNull())
        {
            return default;
        }

        var raw = json.TakeRaw(out var levels);
        if (limit.Allows(raw, levels) || json.Fault != JsonFault.None)
        {
            return raw;
        }

        var trimmed = JsonTrimmer.Trim(raw, limit, out var cut);
        if (cut)
        {
            scope.Report(field, EventProblemCodes.ValueTooLong, string.Create(CultureInfo.InvariantCulture, $"more than {limit.Bytes} bytes or {limit.Levels} levels"));
        }

        return trimmed;
    }

    /// <summary>An object that is kept as text.</summary>
    public static RawJson ReadRawObject(this EventScope scope, ref JsonCursor json, string field, JsonLimit limit)
    {
        if (json.Kind == JsonValueKind.Object)
        {
            return scope.ReadRaw(ref json, field, limit);
        }

        scope.SkipUnexpected(ref json, field, "expected an object");
        return default;
    }

    /// <summary>An array that is kept as text.</summary>
    public static RawJson ReadRawArray(this EventScope scope, ref JsonCursor json, string field)
    {
        if (json.Kind == JsonValueKind.Array)
        {
            return scope.ReadRaw(ref json, field, Limits.Whole);
        }

        scope.SkipUnexpected(ref json, field, "expected an array");
        return default;
    }

    private static ErrorLevel? LevelOf(ReadOnlySpan<byte> text) => text.Length switch
    {
        3 when text.SequenceEqual("log"u8) => ErrorLevel.Info,
        4 when text.SequenceEqual("info"u8) => ErrorLevel.Info,
        5 when text.SequenceEqual("error"u8) => ErrorLevel.Error,
        5 when text.SequenceEqual("fatal"u8) => ErrorLevel.Fatal,
        5 when text.SequenceEqual("debug"u8) => ErrorLevel.Debug,
        7 when text.SequenceEqual("warning"u8) => ErrorLevel.Warning,
        8 when text.SequenceEqual("critical"u8) => ErrorLevel.Fatal,
        _ => null,
    };

    private static ErrorLevel? LevelOfNumber(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'1', (byte)'0'] => ErrorLevel.Debug,
        [(byte)'2', (byte)'0'] => ErrorLevel.Info,
        [(byte)'3', (byte)'0'] => ErrorLevel.Warning,
        [(byte)'4', (byte)'0'] => ErrorLevel.Error,
        [(byte)'5', (byte)'0'] => ErrorLevel.Fatal,
        _ => null,
    };
}
