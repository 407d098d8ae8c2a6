using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Makes the tables of a segment again out of its blocks.</summary>
internal static class SegmentRebuild
{
    /// <summary>Reads all blocks, as far as they are what the database says of the segment.</summary>
    /// <returns>The blocks, also those that cannot be read, whether checksums vouch for them, and the tables of the events that can be read.</returns>
    public static (SegmentBlock[] Blocks, bool AreChecked, RebuiltIndex Index) Run(IStoreFile file, SegmentInfo info)
    {
        var (blocks, areChecked) = StoredIndex.TryReadBlocks(file, info) is { } table ? (table, true) : BlockWalk.Run(file, info);
        var keys = new List<EventKey>();
        var runs = new List<SegmentRun>();
        SegmentEvent? before = null;
        foreach (var block in blocks)
        {
            if (TryRead(file, block, info) is not { } events)
            {
                continue;
            }

            for (var i = 0; i < events.Length; i++)
            {
                Add(runs, before, events[i], block.First + i);
                keys.Add(new EventKey(EventKey.Of(events[i].Event.ProjectId, events[i].Event.EventId), block.First + i));
                before = events[i];
            }
        }

        return (blocks, areChecked, new RebuiltIndex(keys, runs));
    }

    private static SegmentEvent[]? TryRead(IStoreFile file, SegmentBlock block, SegmentInfo info)
    {
        try
        {
            var events = BlockReader.ReadFacts(file, block, info.Path);
            return events.All(packed => Belongs(packed, info)) ? events : null;
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    /// <summary>Whether the database says that the segment may hold such an event: another file may lie in its place.</summary>
    private static bool Belongs(SegmentEvent packed, SegmentInfo info) =>
        packed.Sequence >= info.MinSequence
        && packed.Sequence <= info.MaxSequence
        && packed.Event.ReceivedAt.UtcTicks >= info.MinReceived
        && packed.Event.ReceivedAt.UtcTicks <= info.MaxReceived
        && info.Has(packed.Event.ProjectId);

    /// <summary>Adds an event to the run of the one before it, when it continues that, or begins another run.</summary>
    private static void Add(List<SegmentRun> runs, SegmentEvent? before, SegmentEvent packed, int ordinal)
    {
        var received = packed.Event.ReceivedAt.UtcTicks;
        if (before is not null && runs[^1] is var last && last.First + last.Count == ordinal && Continues(before.Event, packed.Event))
        {
            runs[^1] = last with
            {
                Count = last.Count + 1,
                MinReceived = received,
                MinSequence = Math.Min(last.MinSequence, packed.Sequence),
                MaxSequence = Math.Max(last.MaxSequence, packed.Sequence),
            };
            return;
        }

        runs.Add(new SegmentRun
        {
            Project = packed.Event.ProjectId.Value,
            Hash = packed.Event.Hashes[0],
            First = ordinal,
            Count = 1,
            MinReceived = received,
            MaxReceived = received,
            MinSequence = packed.Sequence,
            MaxSequence = packed.Sequence,
        });
    }

    /// <summary>Whether two events that follow each other are of one run: those of segments that were merged may not be.</summary>
    private static bool Continues(GroupedEvent before, GroupedEvent after)
    {
        var order = after.ReceivedAt.CompareTo(before.ReceivedAt);
        order = order != 0 ? order : after.EventId.CompareTo(before.EventId);
        return after.ProjectId == before.ProjectId && after.Hashes[0] == before.Hashes[0] && order < 0;
    }
}
