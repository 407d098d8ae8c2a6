using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>The attributes of an item's header that framing needs, read without making strings.</summary>
internal readonly struct EnvelopeItemHeader
{
    public EnvelopeItemKind Kind { get; private init; }

    /// <summary>The declared length in bytes; null when the payload ends with its line.</summary>
    public uint? Length { get; private init; }

    /// <summary>Reads a header; the answer is what is wrong with it, or null.</summary>
    public static string? Read(RawJson raw, out EnvelopeItemHeader header)
    {
        header = default;
        EnvelopeItemKind? kind = null;
        uint? length = null;
        var hasLength = false;
        var json = new JsonCursor(raw.Utf8);
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                if (kind is not null || !TryReadKind(ref json, out kind))
                {
                    return "The type of an item must be given once, as a string.";
                }
            }
            else if (name.SequenceEqual("length"u8))
            {
                if (hasLength || !TryReadLength(ref json, out length))
                {
                    return "The length of an item must be given once, as a whole number of bytes from 0 to 4294967295.";
                }

                hasLength = true;
            }
            else
            {
                json.Skip();
            }
        }

        header = new EnvelopeItemHeader { Kind = kind ?? EnvelopeItemKind.Unknown, Length = length };
        return kind is null ? "The header of an item must have a type." : null;
    }

    private static bool TryReadKind(ref JsonCursor json, out EnvelopeItemKind? kind)
    {
        kind = null;
        if (json.Kind != JsonValueKind.String)
        {
            return false;
        }

        kind = EnvelopeItemKinds.Parse(json.TakeText());
        return true;
    }

    private static bool TryReadLength(ref JsonCursor json, out uint? length)
    {
        length = null;
        if (json.TakeNull())
        {
            return true;
        }

        if (json.Kind != JsonValueKind.Number || !System.Buffers.Text.Utf8Parser.TryParse(Take(ref json, out var size), out uint value, out var used) || used != size)
        {
            return false;
        }

        length = value;
        return true;
    }

    private static ReadOnlySpan<byte> Take(ref JsonCursor json, out int size)
    {
        var number = json.TakeScalar();
        size = number.Length;
        return number;
    }
}
