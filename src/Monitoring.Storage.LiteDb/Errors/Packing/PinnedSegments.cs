using System.Collections.Immutable;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Carries events that are pinned out of segments that go into small ones of their own.</summary>
internal sealed class PinnedSegments(IStoreFiles files, ErrorParts parts)
{
    /// <summary>Of segments whose day is over: which of them go, and what was made of the pinned events in them.</summary>
    public (IReadOnlyCollection<Segment> Dead, IReadOnlyCollection<(SegmentInfo Info, EventIdFilter Filter)> Rescued) Rescue(IReadOnlyCollection<Segment> old, PackCommit commit)
    {
        var (dead, rescued) = (new List<Segment>(), new List<(SegmentInfo, EventIdFilter)>());
        foreach (var segment in old)
        {
            var pins = PinsOf(segment.Info);
            if (pins.IsEmpty)
            {
                dead.Add(segment);
                continue;
            }

            // One that cannot be read holds what may be put back yet.
            if (segment.IsDamaged || parts.Segments.Try(segment, file => Find(file, pins)) is not { } places || places.Count == segment.Info.Events)
            {
                continue;
            }

            if (places.Count == 0)
            {
                dead.Add(segment);
            }
            else if (TryWrite(segment, places, commit) is { } written)
            {
                dead.Add(segment);
                rescued.Add(written);
            }
        }

        return (dead, rescued);
    }

    /// <summary>The pinned events that were received on the day of a segment.</summary>
    private ImmutableArray<(ProjectId Project, EventId Id)> PinsOf(SegmentInfo info)
    {
        lock (parts.State.Gate)
        {
            return
            [
                .. info.Projects.Select(project => new ProjectId(project))
                    .SelectMany(project => parts.State.Pins(project).Where(pin => SegmentInfo.DayOf(pin.Value.Received) == info.Day), (project, pin) => (project, pin.Key)),
            ];
        }
    }

    private static List<int> Find(SegmentFile file, ImmutableArray<(ProjectId Project, EventId Id)> pins) =>
        [.. pins.SelectMany(pin => file.FindKey(EventKey.Of(pin.Project, pin.Id))).Distinct()];

    /// <summary>Writes a segment of these events, unless one of them cannot be read.</summary>
    private (SegmentInfo Info, EventIdFilter Filter)? TryWrite(Segment segment, List<int> places, PackCommit commit)
    {
        var bytes = new ByteWriter();
        if (parts.Segments.Try(segment, file => places.Select(place => Copy(file, place, bytes)).Order().ToArray()) is not { } events)
        {
            return null;
        }

        using var packer = new BlockPacker();
        using var writer = new SegmentWriter(files, segment.Info.Day, commit.NextSegment());
        packer.Pack(writer, events, (offset, buffer) =>
        {
            bytes.Written.Slice((int)offset, buffer.Length).CopyTo(buffer);
            return buffer.Length;
        });
        var filter = new EventIdFilter(writer.Keys);
        return (writer.Finish(segment.Info.PackedAt), filter);
    }

    private static PackedEvent Copy(SegmentFile file, int place, ByteWriter bytes)
    {
        var block = file.BlockOf(place);
        var found = file.ReadFacts(block)[place - file.Blocks[block].First];
        var facts = bytes.Length;
        EventCodec.Write(bytes, found.Event);
        var payload = bytes.Length;
        bytes.Raw(file.ReadPayload(block, found));
        return new PackedEvent
        {
            Project = found.Event.ProjectId.Value,
            Id = found.Event.EventId,
            Hash = found.Event.Hashes[0],
            Received = found.Event.ReceivedAt.UtcTicks,
            Sequence = found.Sequence,
            Facts = (facts, payload - facts),
            Payload = (payload, bytes.Length - payload),
        };
    }
}
