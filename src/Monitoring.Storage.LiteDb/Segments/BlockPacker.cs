using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Puts sorted events into the blocks of a segment. For one thread.</summary>
internal sealed class BlockPacker : IDisposable
{
    // Measured over blocks of a mebibyte: level 3 takes half as long again, and saves nothing.
    private const int Level = 1;
    private const int PayloadBytes = 1024 * 1024;
    private const int FactsBytes = 256 * 1024;
    private const int MaxEvents = 1024;

    private readonly Packing _packing = new(Level);
    private readonly ByteWriter _facts = new(FactsBytes);
    private readonly ByteWriter _payloads = new(PayloadBytes);
    private readonly ByteWriter _stored = new(PayloadBytes);
    private int _count;

    /// <summary>Writes all events into a segment.</summary>
    /// <param name="writer">The segment.</param>
    /// <param name="events">The events, in their own order.</param>
    /// <param name="read">Reads the bytes of the events from where they lie.</param>
    public void Pack(SegmentWriter writer, ReadOnlySpan<PackedEvent> events, ByteSource read)
    {
        var runStart = 0;
        for (var i = 0; i < events.Length; i++)
        {
            Add(events[i], read);
            writer.AddKey(new EventKey(EventKey.Of(new ProjectId(events[i].Project), events[i].Id), i));
            if (i + 1 == events.Length || events[i + 1].Project != events[i].Project || events[i + 1].Hash != events[i].Hash)
            {
                writer.AddRun(Run(events[runStart..(i + 1)], runStart));
                runStart = i + 1;
            }

            if (_payloads.Length >= PayloadBytes || _facts.Length >= FactsBytes || _count == MaxEvents)
            {
                Flush(writer);
            }
        }

        Flush(writer);
    }

    /// <summary>Writes a block anew, some of whose payloads go.</summary>
    /// <param name="writer">The segment.</param>
    /// <param name="events">All events of the block, in their order.</param>
    /// <param name="payloads">Their payloads, one after the other.</param>
    /// <param name="isKept">Whether the payload of the event at an index stays.</param>
    public void Repack(SegmentWriter writer, SegmentEvent[] events, ReadOnlySpan<byte> payloads, Func<int, bool> isKept)
    {
        for (var i = 0; i < events.Length; i++)
        {
            var payload = isKept(i) ? payloads.Slice(events[i].PayloadOffset, events[i].PayloadLength) : [];
            _facts.Count(events[i].Sequence);
            _facts.Count(payload.Length);
            EventCodec.Write(_facts, events[i].Event);
            _payloads.Raw(payload);
        }

        _count = events.Length;
        Flush(writer);
    }

    public void Dispose() => _packing.Dispose();

    private static SegmentRun Run(ReadOnlySpan<PackedEvent> events, int first)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var packed in events)
        {
            least = Math.Min(least, packed.Sequence);
            most = Math.Max(most, packed.Sequence);
        }

        return new SegmentRun
        {
            Project = events[0].Project,
            Hash = events[0].Hash,
            First = first,
            Count = events.Length,
            MaxReceived = events[0].Received,
            MinReceived = events[^1].Received,
            MinSequence = least,
            MaxSequence = most,
        };
    }

    private void Add(PackedEvent packed, ByteSource read)
    {
        _facts.Count(packed.Sequence);
        _facts.Count(packed.Payload.Length);
        Copy(packed.Facts, _facts, read);
        Copy(packed.Payload, _payloads, read);
        _count++;
    }

    private static void Copy((long Offset, int Length) from, ByteWriter to, ByteSource read)
    {
        if (read(from.Offset, to.Reserve(from.Length)) < from.Length)
        {
            throw new StoreDamagedException($"{from.Length} bytes of an event should lie at byte {from.Offset} of its journal file.");
        }
    }

    private void Flush(SegmentWriter writer)
    {
        if (_count == 0)
        {
            return;
        }

        _stored.Clear();
        var facts = _packing.Pack(_facts.Written, _stored);
        var payloads = _payloads.Length == 0 ? 0 : _packing.Pack(_payloads.Written, _stored);
        var block = new SegmentBlock
        {
            Offset = 0,
            First = 0,
            Count = _count,
            FactsStored = facts,
            FactsLength = _facts.Length,
            PayloadsStored = payloads,
            PayloadsLength = _payloads.Length,
            FactsChecksum = Checksum.Compute(_stored.Written[..facts]),
            PayloadsChecksum = Checksum.Compute(_stored.Written[facts..]),
        };
        writer.AddBlock(block, _stored.Written);
        _facts.Clear();
        _payloads.Clear();
        _payloads.Trim(4 * PayloadBytes);
        _count = 0;
    }
}
