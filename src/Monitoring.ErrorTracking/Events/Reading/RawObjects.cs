using System.Buffers;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Makes objects that are kept as text.</summary>
internal static class RawObjects
{
    /// <summary>An object with the members of another one, if any, and further ones; a further one takes the place of an equal name.</summary>
    public static RawJson Merge(RawJson value, IReadOnlyCollection<NamedJson> further)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            var json = new JsonCursor(value.Utf8);
            if (json.EnterObject())
            {
                while (json.NextProperty(out var name))
                {
                    var text = System.Text.Encoding.UTF8.GetString(name);
                    var member = json.TakeRaw(out _);
                    if (further.All(other => other.Name != text))
                    {
                        writer.WritePropertyName(text);
                        member.WriteTo(writer);
                    }
                }
            }

            foreach (var member in further)
            {
                writer.WritePropertyName(member.Name);
                member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return new RawJson(output.WrittenMemory);
    }

    /// <summary>An object of texts.</summary>
    public static RawJson FromPairs(IEnumerable<TextPair> pairs)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            foreach (var pair in pairs)
            {
                writer.WriteString(pair.Name, pair.Value);
            }

            writer.WriteEndObject();
        }

        return new RawJson(output.WrittenMemory);
    }
}
