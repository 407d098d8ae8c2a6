using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api;

/// <summary>Instants as RFC 3339 in UTC with a Z; any offset is read.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>What is reckoned from an instant by years is an instant too.</summary>
    private const int FirstYear = 1000;
    private const int LastYear = 9000;

    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;

        // An instant without an offset would be read as the server's local time.
        var hasOffset = text is { Length: > 19 } && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
        if (!hasOffset || text![10] is not ('T' or 't')
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            || parsed.Year is < FirstYear or > LastYear)
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
