using System.Globalization;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Segments;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Errors.Moving;

/// <summary>Reads the events of the segments that there were when the export began, block by block.</summary>
internal sealed class EventExport(ErrorSettings settings, ErrorParts parts, IReadOnlyList<ProjectCell> projects)
{
    private readonly Dictionary<ProjectId, ProjectCell> _projects = projects.ToDictionary(cell => cell.Project);
    private readonly List<Segment> _segments = [.. parts.Segments.All.OrderBy(segment => (segment.Info.Day, segment.Info.Number))];

    /// <summary>Those that pins alone keep.</summary>
    public async IAsyncEnumerable<Exported<ErrorStoreRecord>> Outlived(string? after)
    {
        var number = 0;
        foreach (var (project, pins) in projects.Select(cell => (cell, cell.Pins)))
        {
            foreach (var id in pins.Keys.Order())
            {
                if (number++ > (after is null ? -1 : Read(after).Segment)
                    && await settings.Gate.RunAsync(() => FindOutlived(project, id), CancellationToken.None).ConfigureAwait(false) is { } found)
                {
                    yield return Export(Place(number - 1, 0, 0), new ErrorStoreRecord.Event { Kept = found, IsPinned = true, IsOutlived = true });
                }
            }
        }
    }

    public IAsyncEnumerable<Exported<ErrorStoreRecord>> Kept(string? after) => ReadAsync(after, _segments, withPayloads: true, (found, state) => state switch
    {
        EventState.Kept => new ErrorStoreRecord.Event { Kept = found },
        EventState.Pinned => new ErrorStoreRecord.Event { Kept = found, IsPinned = true },
        _ => null,
    });

    /// <summary>Ids of events that are gone, as long as they must be known.</summary>
    public IAsyncEnumerable<Exported<ErrorStoreRecord>> Known(string? after)
    {
        var since = (settings.Time.GetUtcNow() - ErrorRecovery.KnownFor).UtcTicks;
        return ReadAsync(
            after,
            [.. _segments.Where(segment => segment.Info.PackedAt >= since)],
            withPayloads: false,
            (found, state) => state == EventState.Gone ? new ErrorStoreRecord.KnownEvent { ProjectId = found.ProjectId, EventId = found.EventId } : null);
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> ReadAsync(
        string? after, List<Segment> segments, bool withPayloads, Func<GroupedEvent, EventState, ErrorStoreRecord?> record)
    {
        var (first, block, slot) = after is null ? (0, 0, -1) : Read(after);
        var hashes = new Dictionary<(ProjectId, GroupingHash), HashCell?>();
        for (var i = first; i < segments.Count; i++, block = 0)
        {
            hashes.Clear();
            for (var (blocks, segment) = (parts.Segments.Read(segments[i], file => file.Blocks.Count), segments[i]); block < blocks; block++, slot = -1)
            {
                var number = block;
                var events = await settings.Gate.RunAsync(() => parts.Segments.Read(segment, file => ReadBlock(file, number, withPayloads)), CancellationToken.None).ConfigureAwait(false);
                for (var j = slot + 1; j < events.Length; j++)
                {
                    if (record(events[j].Event, StateOf(events[j].Event, events[j].Sequence, hashes)) is { } exported)
                    {
                        yield return Export(Place(i, block, j), exported);
                    }
                }
            }
        }
    }

    private static (GroupedEvent Event, long Sequence)[] ReadBlock(SegmentFile file, int block, bool withPayloads)
    {
        var payloads = withPayloads ? file.ReadPayloads(block) : [];
        return
        [
            .. file.ReadFacts(block).Select(packed => (
                withPayloads && packed.PayloadLength > 0 ? packed.Event with { Payload = payloads.AsMemory(packed.PayloadOffset, packed.PayloadLength) } : packed.Event,
                packed.Sequence)),
        ];
    }

    private EventState StateOf(GroupedEvent found, long sequence, Dictionary<(ProjectId, GroupingHash), HashCell?> hashes)
    {
        if (!hashes.TryGetValue((found.ProjectId, found.Hashes[0]), out var hash))
        {
            hashes.Add((found.ProjectId, found.Hashes[0]), hash = parts.Tables.FindHash(found.ProjectId, found.Hashes[0]));
        }

        if (hash is null || hash.Owner.IsDefault || sequence <= hash.DeletedUpTo)
        {
            return EventState.Gone;
        }

        var project = _projects.GetValueOrDefault(found.ProjectId);
        var isPinned = project?.Pins.ContainsKey(found.EventId) == true;
        return project?.State.Covers(found.ReceivedAt.UtcTicks, sequence) == true
            ? isPinned ? EventState.Outlived : EventState.Gone
            : isPinned ? EventState.Pinned : EventState.Kept;
    }

    private GroupedEvent? FindOutlived(ProjectCell project, EventId id)
    {
        var key = EventKey.Of(project.Project, id);
        foreach (var segment in _segments.Where(segment => segment.Info.Has(project.Project) && segment.Filter?.MayContain(key) != false))
        {
            if (parts.Segments.Read(segment, file => FindOutlived(file, key, project, id)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private GroupedEvent? FindOutlived(SegmentFile file, ulong key, ProjectCell project, EventId id)
    {
        foreach (var ordinal in file.FindKey(key))
        {
            var block = file.BlockOf(ordinal);
            var packed = file.ReadFacts(block)[ordinal - file.Blocks[block].First];
            if (packed.Event.ProjectId == project.Project && packed.Event.EventId == id && StateOf(packed.Event, packed.Sequence, []) == EventState.Outlived)
            {
                return packed.Event with { Payload = file.ReadPayload(block, packed) };
            }
        }

        return null;
    }

    private static Exported<ErrorStoreRecord> Export(string place, ErrorStoreRecord record) => new(place, record is ErrorStoreRecord.Event kept ? 500 + kept.Kept.Payload.Length : 50, record);

    private static string Place(int segment, int block, int slot) => string.Create(CultureInfo.InvariantCulture, $"{segment} {block} {slot}");

    private static (int Segment, int Block, int Slot) Read(string place)
    {
        var parts = place.Split(' ');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var segment)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var block)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
                ? (segment, block, slot)
                : throw new InvalidCursorException();
    }

    private enum EventState
    {
        Gone,
        Kept,
        Pinned,
        Outlived,
    }
}
