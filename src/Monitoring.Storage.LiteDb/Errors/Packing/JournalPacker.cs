using Monitoring.Storage.LiteDb.Errors.Changes;
using Monitoring.Storage.LiteDb.Files;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Moves the events of a sealed journal file into segments, one for each day on which they were received.</summary>
internal sealed class JournalPacker(IStoreFiles files) : IDisposable
{
    private readonly BlockPacker _blocks = new();

    public int Events { get; private set; }

    /// <summary>Writes the segments; they belong to the store once the database names them.</summary>
    public IEnumerable<(SegmentInfo Info, EventFilter Filter)> Pack(JournalFile file, Func<long> nextNumber, long packedAt)
    {
        var events = Collect(file);
        Events += events.Count;
        foreach (var day in events.GroupBy(packed => SegmentInfo.DayOf(packed.Received)))
        {
            var sorted = day.ToArray();
            Array.Sort(sorted);
            using var writer = new SegmentWriter(files, day.Key, nextNumber());
            _blocks.Pack(writer, sorted);
            var filter = new EventFilter(writer.Keys);
            yield return (writer.Finish(packedAt), filter);
        }
    }

    public void Dispose() => _blocks.Dispose();

    private static List<PackedEvent> Collect(JournalFile file)
    {
        var events = new List<PackedEvent>(file.Events.Count);
        foreach (var frame in file.Events.All.GroupBy(unpacked => unpacked.FrameOffset))
        {
            var records = file.ReadRecords(frame.Key);
            var what = $"The frame at byte {frame.Key} of '{file.Path}'";
            events.AddRange(frame.Select(unpacked => Take(unpacked, records, what)));
        }

        return events;
    }

    private static PackedEvent Take(JournalEvent unpacked, byte[] records, string what)
    {
        var (facts, payload) = ChangeReader.LocateEvent(records, unpacked.RecordOffset, what);
        return new PackedEvent
        {
            Project = unpacked.Project.Value,
            Id = unpacked.Id,
            Hash = unpacked.Hash,
            Received = unpacked.Received,
            Sequence = unpacked.Sequence,
            Facts = records.AsMemory(facts),
            Payload = records.AsMemory(payload),
        };
    }
}
