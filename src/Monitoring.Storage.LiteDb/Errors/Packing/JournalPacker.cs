using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Errors.Changes;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Moves the events of a sealed journal file into segments, one for each day on which they were received.</summary>
internal sealed class JournalPacker(IStoreFiles files) : IDisposable
{
    private readonly BlockPacker _blocks = new();
    private readonly ByteWriter _records = new(JournalWriter.FrameBytes / 4);

    public int Events { get; private set; }

    /// <summary>Writes the segments; they belong to the store once the database names them.</summary>
    public IEnumerable<(SegmentInfo Info, EventIdFilter Filter)> Pack(JournalFile file, Func<long> nextNumber, long packedAt)
    {
        var events = Collect(file);
        Events += events.Count;
        foreach (var day in events.GroupBy(packed => SegmentInfo.DayOf(packed.Received)))
        {
            var sorted = day.ToArray();
            Array.Sort(sorted);
            using var writer = new SegmentWriter(files, day.Key, nextNumber());
            _blocks.Pack(writer, sorted, file.Read);
            var filter = new EventIdFilter(writer.Keys);
            yield return (writer.Finish(packedAt), filter);
        }
    }

    public void Dispose() => _blocks.Dispose();

    /// <summary>Finds the events in the file, of which every frame is checked. Their bytes are read when it is their turn: a file is large.</summary>
    private List<PackedEvent> Collect(JournalFile file)
    {
        var events = new List<PackedEvent>(file.Events.Count);
        foreach (var frame in file.Events.All.GroupBy(unpacked => unpacked.FrameOffset))
        {
            file.ReadRecords(frame.Key, _records);
            var what = $"The frame at byte {frame.Key} of '{file.Path}'";
            foreach (var unpacked in frame)
            {
                events.Add(Locate(unpacked, what));
            }
        }

        return events;
    }

    private PackedEvent Locate(JournalEvent unpacked, string what)
    {
        var (facts, payload) = ChangeReader.LocateEvent(_records.Written, unpacked.RecordOffset, what);
        var start = unpacked.FrameOffset + JournalFrame.HeaderLength;
        return new PackedEvent
        {
            Project = unpacked.Project.Value,
            Id = unpacked.Id,
            Hash = unpacked.Hash,
            Received = unpacked.Received,
            Sequence = unpacked.Sequence,
            Facts = (start + facts.Start.Value, facts.End.Value - facts.Start.Value),
            Payload = (start + payload.Start.Value, payload.End.Value - payload.Start.Value),
        };
    }
}
