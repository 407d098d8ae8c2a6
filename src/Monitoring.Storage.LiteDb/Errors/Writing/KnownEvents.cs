using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>
/// Tells whether an event id was appended before: by the journal for what is not packed, by the segments for the rest.
/// Under the state's lock.
/// </summary>
internal sealed class KnownEvents(ErrorState state, JournalSet journals, SegmentStore segments)
{
    public KnownEvent? Find(ProjectId project, EventId id)
    {
        if (journals.Find(project, id) is { } unpacked)
        {
            return Known(project, unpacked.Hash, unpacked.Received, unpacked.Sequence);
        }

        var key = EventKey.Of(project, id);
        foreach (var segment in segments.MayHold(key))
        {
            if (segments.Read(segment, file => Find(file, key, project, id)) is { } packed)
            {
                return Known(project, packed.Event.Hashes[0], packed.Event.ReceivedAt.UtcTicks, packed.Sequence);
            }
        }

        return null;
    }

    private KnownEvent Known(ProjectId project, GroupingHash hash, long received, long sequence)
    {
        var cell = state.FindHash(project, hash);
        return new KnownEvent(state.IsLive(cell, project, received, sequence) ? cell!.Owner : default);
    }

    private static SegmentEvent? Find(SegmentFile file, ulong key, ProjectId project, EventId id)
    {
        foreach (var ordinal in file.FindKey(key))
        {
            var block = file.BlockOf(ordinal);
            var found = file.ReadFacts(block)[ordinal - file.Blocks[block].First];
            if (found.Event.ProjectId == project && found.Event.EventId == id)
            {
                return found;
            }
        }

        return null;
    }
}
