using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitoring.TestData.Events;

/// <summary>Writes the JSON of events as compactly as SDKs do.</summary>
internal static class EventText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    public static void Object(this Utf8JsonWriter writer, string name, Action members)
    {
        writer.WriteStartObject(name);
        members();
        writer.WriteEndObject();
    }

    public static void Array<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> item)
    {
        writer.WriteStartArray(name);
        foreach (var value in items)
        {
            writer.WriteStartObject();
            item(value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var value in items)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter writer, string name, params (string Name, string Value)[] members) =>
        writer.Object(name, () =>
        {
            foreach (var (key, value) in members)
            {
                writer.WriteString(key, value);
            }
        });
}
