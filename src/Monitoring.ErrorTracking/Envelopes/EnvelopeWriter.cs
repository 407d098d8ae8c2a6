using System.Buffers;
using System.Globalization;
using System.Text;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>Writes envelopes: the counterpart of <see cref="EnvelopeReader"/>. Reading what it writes gives the same header and items.</summary>
public static class EnvelopeWriter
{
    /// <summary>Writes the header line of an envelope.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="header">One JSON object in UTF-8 without line feeds.</param>
    public static void WriteHeader(IBufferWriter<byte> output, ReadOnlySpan<byte> header)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(header);
        output.Write("\n"u8);
    }

    /// <summary>Writes an item with its header as it came.</summary>
    /// <remarks>The header must fit the payload: its length, when it has one, is the payload's, and a payload without one has no line feed.</remarks>
    public static void WriteItem(IBufferWriter<byte> output, EnvelopeItem item)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteHeader(output, item.Header.Utf8.Span);
        foreach (var segment in item.Payload)
        {
            output.Write(segment.Span);
        }

        output.Write("\n"u8);
    }

    /// <summary>Writes an item with a header of its type and length alone.</summary>
    public static void WriteItem(IBufferWriter<byte> output, EnvelopeItemKind kind, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> length = stackalloc byte[11];
        payload.Length.TryFormat(length, out var digits, default, CultureInfo.InvariantCulture);
        output.Write("{\"type\":\""u8);
        Encoding.UTF8.GetBytes(kind.Name().AsSpan(), output);
        output.Write("\",\"length\":"u8);
        output.Write(length[..digits]);
        output.Write("}\n"u8);
        output.Write(payload);
        output.Write("\n"u8);
    }
}
