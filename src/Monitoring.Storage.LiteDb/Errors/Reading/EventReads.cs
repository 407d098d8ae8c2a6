using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>Finds an event and reads it with its payload.</summary>
internal sealed class EventReads(ErrorParts parts)
{
    /// <summary>Under the state's lock: where an event is, as far as memory tells.</summary>
    public Found Locate(ProjectId project, EventId id)
    {
        if (parts.Journals.Find(project, id) is not { } unpacked)
        {
            return new Found { Segments = [.. parts.Segments.All] };
        }

        var cell = parts.State.FindHash(project, unpacked.Hash);
        return parts.State.IsLive(cell, project, id, unpacked.Received, unpacked.Sequence)
            ? new Found { Unpacked = unpacked, Owner = cell!.Owner, IsPinned = parts.State.Pins(project).ContainsKey(id) }
            : new Found();
    }

    /// <summary>Outside of the lock, when what was located is durable: reads the event.</summary>
    public LocatedEvent? Read(ProjectId project, EventId id, Found found)
    {
        if (found.Unpacked is { } unpacked)
        {
            var read = JournalReads.Event(unpacked, unpacked.File.ReadRecords(unpacked.FrameOffset), withPayload: true, out var hasPayload);
            return new LocatedEvent(new StoredEvent { IssueId = found.Owner, Event = read, HasPayload = hasPayload, IsPinned = found.IsPinned }, unpacked.Sequence);
        }

        var key = EventKey.Of(project, id);
        foreach (var segment in found.Segments.Where(segment => segment.Info.Has(project) && segment.Filter?.MayContain(key) != false))
        {
            // One that is lost holds nothing any more; one that has the event, and cannot give it, is another matter.
            if (parts.Segments.Try(segment, file => file.FindKey(key).ToArray()) is { Length: > 0 } ordinals
                && parts.Segments.Read(segment, file => ReadPacked(file, ordinals, project, id)) is { } stored)
            {
                return stored;
            }
        }

        return null;
    }

    private LocatedEvent? ReadPacked(SegmentFile file, int[] ordinals, ProjectId project, EventId id)
    {
        foreach (var ordinal in ordinals)
        {
            var block = file.BlockOf(ordinal);
            var packed = file.ReadFacts(block)[ordinal - file.Blocks[block].First];
            if (packed.Event.ProjectId == project && packed.Event.EventId == id && OwnerOf(packed) is { Owner.IsDefault: false } live)
            {
                var read = packed.Event with { Payload = file.ReadPayload(block, packed) };
                return new LocatedEvent(new StoredEvent { IssueId = live.Owner, Event = read, HasPayload = packed.PayloadLength > 0, IsPinned = live.IsPinned }, packed.Sequence);
            }
        }

        return null;
    }

    private (IssueId Owner, bool IsPinned) OwnerOf(SegmentEvent packed)
    {
        var (project, id) = (packed.Event.ProjectId, packed.Event.EventId);
        lock (parts.State.Gate)
        {
            var cell = parts.State.FindHash(project, packed.Event.Hashes[0]);
            return parts.State.IsLive(cell, project, id, packed.Event.ReceivedAt.UtcTicks, packed.Sequence) ? (cell!.Owner, parts.State.Pins(project).ContainsKey(id)) : default;
        }
    }

    /// <summary>Where to look for an event.</summary>
    internal sealed record Found
    {
        public JournalEvent? Unpacked { get; init; }

        public IssueId Owner { get; init; }

        public bool IsPinned { get; init; }

        public IReadOnlyList<Segment> Segments { get; init; } = [];
    }
}
