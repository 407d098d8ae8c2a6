using System.Buffers.Binary;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Segments;

/// <summary>Unpacks what <see cref="SegmentPacker"/> packed.</summary>
internal static class SegmentReader
{
    // No batch that is packed together is longer, but for a single payload of the greatest length.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The facts of all events, in the order of their slots.</summary>
    public static GroupedEvent[] ReadFacts(byte[] packed)
    {
        var reader = new ByteReader(Unpack(packed, "The facts of a segment"), "The facts of a segment");
        var events = new GroupedEvent[reader.Items()];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = EventCodec.Read(ref reader);
        }

        return events;
    }

    /// <summary>The payload of one event; empty when none were kept.</summary>
    public static byte[] ReadPayload(byte[] packed, int slot) => ReadPayloads(packed) is { Length: > 0 } payloads ? payloads[slot].ToArray() : [];

    public static ReadOnlyMemory<byte>[] ReadPayloads(byte[] packed)
    {
        if (packed.Length == 0)
        {
            return [];
        }

        var unpacked = Unpack(packed, "The payloads of a segment");
        var reader = new ByteReader(unpacked, "The payloads of a segment");
        var payloads = new ReadOnlyMemory<byte>[reader.Items()];
        for (var i = 0; i < payloads.Length; i++)
        {
            var length = reader.Bytes().Length;
            payloads[i] = unpacked.AsMemory(reader.Position - length, length);
        }

        return payloads;
    }

    private static byte[] Unpack(byte[] packed, string what)
    {
        var length = packed.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length is < 0 or > MaxBytes)
        {
            throw new StoreDamagedException($"{what} has no length.");
        }

        var unpacked = new byte[length];
        Unpacking.Unpack(packed.AsSpan(sizeof(int)), unpacked, what);
        return unpacked;
    }
}
