using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Writing;

/// <summary>Writes fields that may be absent: absent ones are left out.</summary>
internal static class JsonFields
{
    public static void Text(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Number(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? value)
    {
        if (value is not null)
        {
            writer.WriteNumber(name, value.Value);
        }
    }

    public static void Boolean(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is not null)
        {
            writer.WriteBoolean(name, value.Value);
        }
    }

    public static void Raw(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, RawJson value)
    {
        if (value.HasValue)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    public static void Instant(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is not null)
        {
            Span<byte> text = stackalloc byte[32];
            value.Value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
            writer.WriteString(name, text[..length]);
        }
    }

    public static void Level(this Utf8JsonWriter writer, ErrorLevel level) => writer.WriteString("level"u8, level switch
    {
        ErrorLevel.Debug => "debug"u8,
        ErrorLevel.Info => "info"u8,
        ErrorLevel.Warning => "warning"u8,
        ErrorLevel.Fatal => "fatal"u8,
        _ => "error"u8,
    });

    public static void Pairs(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<TextPair> pairs)
    {
        if (pairs.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var pair in pairs)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(pair.Name);
            writer.WriteStringValue(pair.Value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static void Members(this Utf8JsonWriter writer, ImmutableArray<NamedJson> members)
    {
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            member.Value.WriteTo(writer);
        }
    }

    /// <summary>Writes a list as an object with <c>values</c>.</summary>
    public static void Values<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteStartArray("values"u8);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            write(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
