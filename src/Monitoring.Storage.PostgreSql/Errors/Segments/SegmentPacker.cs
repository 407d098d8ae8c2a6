using System.Collections.Concurrent;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;

namespace Monitoring.Storage.PostgreSql.Errors.Segments;

/// <summary>
/// Packs events into segments. Events that come together are alike, so that together they take a fraction of the room and of the time; whoever wants one of them unpacks all
/// of a segment, so that a segment is bounded.
/// </summary>
internal sealed class SegmentPacker : IDisposable
{
    private const int MaxEvents = 128;
    private const long MaxPayloadBytes = 1024 * 1024;

    // The fastest: what the database writes is a tenth already.
    private const int Level = 1;

    private readonly ConcurrentBag<Tools> _tools = [];

    public List<PackedSegment> Pack(IEnumerable<GroupedEvent> events)
    {
        var tools = _tools.TryTake(out var used) ? used : new Tools();
        var segments = new List<PackedSegment>();
        foreach (var day in events.GroupBy(packed => (packed.ProjectId, Day: Hours.DayOf(packed.ReceivedAt))))
        {
            // What is alike lies together: it takes less room and time to pack, and who reads events of an issue unpacks fewer segments.
            foreach (var chunk in Chunks(day.OrderBy(packed => packed.Hashes[0])))
            {
                segments.Add(new PackedSegment
                {
                    Part = Parts.Of(day.Key.ProjectId),
                    Project = day.Key.ProjectId,
                    Day = day.Key.Day,
                    Events = chunk,
                    Facts = tools.PackFacts(chunk),
                    Payloads = tools.PackPayloads([.. chunk.Select(packed => packed.Payload)]),
                });
            }
        }

        _tools.Add(tools);
        return segments;
    }

    /// <summary>Packs some of the events of a segment, which take its place.</summary>
    public PackedSegment Repack(PackedSegment segment, List<GroupedEvent> events)
    {
        var packed = Pack(events)[0];
        (packed.Part, packed.Id) = (segment.Part, segment.Id);
        return packed;
    }

    /// <summary>Packs one event, for keeping it by itself.</summary>
    public (byte[] Facts, byte[] Payload) PackOne(GroupedEvent packed)
    {
        var segment = Pack([packed])[0];
        return (segment.Facts, segment.Payloads);
    }

    /// <summary>Packs payloads anew, some of which are empty now.</summary>
    public byte[] PackPayloads(IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        var tools = _tools.TryTake(out var used) ? used : new Tools();
        var packed = tools.PackPayloads(payloads);
        _tools.Add(tools);
        return packed;
    }

    public void Dispose()
    {
        while (_tools.TryTake(out var tools))
        {
            tools.Dispose();
        }
    }

    private static IEnumerable<List<GroupedEvent>> Chunks(IEnumerable<GroupedEvent> events)
    {
        var chunk = new List<GroupedEvent>();
        var bytes = 0L;
        foreach (var packed in events)
        {
            if (chunk.Count > 0 && (chunk.Count == MaxEvents || bytes + packed.Payload.Length > MaxPayloadBytes))
            {
                yield return chunk;
                (chunk, bytes) = ([], 0);
            }

            chunk.Add(packed);
            bytes += packed.Payload.Length;
        }

        yield return chunk;
    }

    /// <summary>What one thread needs for packing, used again and again.</summary>
    private sealed class Tools : IDisposable
    {
        private const int KeptCapacity = 4 * 1024 * 1024;

        private readonly Packing _packing = new(Level);
        private readonly ByteWriter _raw = new();
        private readonly ByteWriter _packed = new();

        public byte[] PackFacts(List<GroupedEvent> events)
        {
            _raw.Count(events.Count);
            foreach (var packed in events)
            {
                EventCodec.Write(_raw, packed);
            }

            return Finish();
        }

        public byte[] PackPayloads(IReadOnlyList<ReadOnlyMemory<byte>> payloads)
        {
            if (payloads.All(payload => payload.IsEmpty))
            {
                return [];
            }

            _raw.Count(payloads.Count);
            foreach (var payload in payloads)
            {
                _raw.Bytes(payload.Span);
            }

            return Finish();
        }

        public void Dispose() => _packing.Dispose();

        private byte[] Finish()
        {
            _packed.Int32(_raw.Length);
            _packing.Pack(_raw.Written, _packed);
            var bytes = _packed.ToArray();
            _raw.Clear();
            _packed.Clear();
            _raw.Trim(KeptCapacity);
            _packed.Trim(KeptCapacity);
            return bytes;
        }
    }
}
