using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Monitoring.AspNetCore.Api;

/// <summary>Durations as ISO 8601, such as <c>PT1M</c>.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return XmlConvert.ToTimeSpan(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new JsonException("Expected a duration such as \"PT1M\".");
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}
