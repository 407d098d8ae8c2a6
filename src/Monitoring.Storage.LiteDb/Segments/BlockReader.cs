using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Reads the two parts of a block.</summary>
internal static class BlockReader
{
    /// <summary>Reads what is known of the events of a block.</summary>
    /// <param name="file">The segment's file.</param>
    /// <param name="block">The block.</param>
    /// <param name="what">Which block of which file it is, for messages.</param>
    /// <exception cref="StoreDamagedException">The block is not what was written.</exception>
    public static SegmentEvent[] ReadFacts(IStoreFile file, SegmentBlock block, string what)
    {
        var events = Parse(Unpack(file, block.Offset, block.FactsStored, block.FactsLength, block.FactsChecksum, what), what);
        return events.Count == block.Count ? [.. events] : throw new StoreDamagedException($"{what} holds {events.Count} events instead of {block.Count}.");
    }

    /// <summary>Reads what is known of events out of the unpacked bytes of a block.</summary>
    /// <exception cref="StoreDamagedException">The bytes are not that.</exception>
    public static List<SegmentEvent> Parse(ReadOnlySpan<byte> facts, string what)
    {
        var reader = new ByteReader(facts, what);
        var events = new List<SegmentEvent>();
        var payload = 0;
        while (!reader.IsAtEnd)
        {
            var sequence = reader.Count();
            var length = reader.Count();
            if (length < 0 || length > int.MaxValue - payload)
            {
                throw reader.Damaged("the length of a payload should stand here");
            }

            events.Add(new SegmentEvent { Sequence = sequence, Event = EventCodec.Read(ref reader), PayloadOffset = payload, PayloadLength = (int)length });
            payload += (int)length;
        }

        return events;
    }

    /// <summary>Reads the payloads of a block, one after the other.</summary>
    /// <exception cref="StoreDamagedException">They are not what was written.</exception>
    public static byte[] ReadPayloads(IStoreFile file, SegmentBlock block, string what) =>
        Unpack(file, block.Offset + block.FactsStored, block.PayloadsStored, block.PayloadsLength, block.PayloadsChecksum, $"The payload of {what}");

    private static byte[] Unpack(IStoreFile file, long offset, int stored, int length, uint checksum, string what)
    {
        var packed = new byte[stored];
        if (file.Read(offset, packed) < stored || Checksum.Compute(packed) != checksum)
        {
            throw SegmentFile.Damaged(what);
        }

        var bytes = new byte[length];
        Unpacking.Unpack(packed, bytes, what);
        return bytes;
    }
}
