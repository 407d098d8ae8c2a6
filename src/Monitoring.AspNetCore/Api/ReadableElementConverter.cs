using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api;

/// <summary>
/// Reads any value and refuses halves of surrogate pairs in its texts: an element keeps its bytes, so that they would fail only where the text is
/// taken from it.
/// </summary>
internal sealed class ReadableElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        var open = 0;
        do
        {
            switch (ahead.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open++;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open--;
                    break;
                case JsonTokenType.String or JsonTokenType.PropertyName when ahead.ValueIsEscaped:
                    // Its failure becomes a JsonException with the place, as that of a property of type string does.
                    _ = ahead.GetString();
                    break;
            }
        }
        while (open > 0 && ahead.Read());

        return JsonElement.ParseValue(ref reader);
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}
