using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.EndToEnd.Tests.Wire;

/// <summary>An item of an envelope that a client sent, read without any code of the product.</summary>
internal sealed record SentItem
{
    public required string Type { get; init; }

    public required byte[] Payload { get; init; }

    public JsonObject Json() => JsonNode.Parse(Payload)!.AsObject();

    /// <summary>Reads a well-formed envelope, as SDKs send them.</summary>
    public static IReadOnlyList<SentItem> ReadEnvelope(byte[] envelope)
    {
        var items = new List<SentItem>();
        var position = 0;
        ReadLine(envelope, ref position);
        while (position < envelope.Length)
        {
            var line = ReadLine(envelope, ref position);
            if (line.Length == 0)
            {
                continue;
            }

            using var header = JsonDocument.Parse(line);
            byte[] payload;
            if (header.RootElement.TryGetProperty("length", out var length) && length.ValueKind == JsonValueKind.Number)
            {
                payload = envelope[position..(position + length.GetInt32())];
                position += payload.Length + 1;
            }
            else
            {
                payload = Encoding.UTF8.GetBytes(ReadLine(envelope, ref position));
            }

            items.Add(new SentItem { Type = header.RootElement.GetProperty("type").GetString()!, Payload = payload });
        }

        return items;
    }

    private static string ReadLine(byte[] bytes, ref int position)
    {
        var end = Array.IndexOf(bytes, (byte)'\n', position);
        end = end < 0 ? bytes.Length : end;
        var line = Encoding.UTF8.GetString(bytes, position, end - position);
        position = end + 1;
        return line;
    }
}
