using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api;

/// <summary>Instants as RFC 3339 in UTC with a Z; any offset is read.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;

        // An instant without an offset would be read as the server's local time.
        var hasOffset = text is { Length: > 19 } && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
        if (!hasOffset || text![10] is not ('T' or 't')
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            return false;
        }

        instant = parsed.ToUniversalTime();
        return true;
    }

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("Expected an instant such as \"2026-11-22T20:00:00Z\".");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
}
