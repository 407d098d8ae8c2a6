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
            return Known(project, id, unpacked.Hash, unpacked.Received, unpacked.Sequence);
        }

        var key = EventKey.Of(project, id);
        foreach (var segment in segments.MayHold(key))
        {
            if (Find(segment, key, project, id) is { } packed)
            {
                return packed;
            }
        }

        return null;
    }

    private static SegmentEvent? Read(SegmentFile file, int ordinal)
    {
        var block = file.BlockOf(ordinal);
        return file.ReadFacts(block)[ordinal - file.Blocks[block].First];
    }

    private KnownEvent? Find(Segment segment, ulong key, ProjectId project, EventId id)
    {
        foreach (var ordinal in segments.Try(segment, file => file.FindKey(key).ToArray()) ?? [])
        {
            if (segments.Try(segment, file => Read(file, ordinal)) is not { } found)
            {
                // Damaged: the key alone must do, which no two events of a store have in common but by the rarest chance.
                return segments.Try(segment, file => file.RunOf(ordinal)) is { } run ? Known(project, id, run.Hash, run.MaxReceived, run.MaxSequence) : new KnownEvent(default);
            }

            if (found.Event.ProjectId == project && found.Event.EventId == id)
            {
                return Known(project, id, found.Event.Hashes[0], found.Event.ReceivedAt.UtcTicks, found.Sequence);
            }
        }

        return null;
    }

    private KnownEvent Known(ProjectId project, EventId id, GroupingHash hash, long received, long sequence)
    {
        var cell = state.FindHash(project, hash);
        return new KnownEvent(state.IsLive(cell, project, id, received, sequence) ? cell!.Owner : default);
    }
}
