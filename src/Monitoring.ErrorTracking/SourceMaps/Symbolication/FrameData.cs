using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Writes what is noted about a frame, and the lines around it.</summary>
internal static class FrameData
{
    /// <summary>What stood there before, and on top of it what symbolication has to say.</summary>
    public static RawJson With(RawJson data, string name, string value)
    {
        var buffer = new ArrayBufferWriter<byte>(200);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (data.Kind == JsonValueKind.Object)
            {
                Copy(data, writer, name);
            }

            writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return new RawJson(buffer.WrittenMemory);
    }

    public static RawJson Lines(ImmutableArray<string> lines)
    {
        if (lines.IsEmpty)
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>(500);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var line in lines)
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
        }

        return new RawJson(buffer.WrittenMemory);
    }

    private static void Copy(RawJson data, Utf8JsonWriter writer, string except)
    {
        using var document = JsonDocument.Parse(data.Utf8, new JsonDocumentOptions { MaxDepth = RawJson.MaxDepth + 1 });
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name != except)
            {
                property.WriteTo(writer);
            }
        }
    }
}
