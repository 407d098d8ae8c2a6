using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>
/// Looks for events, the last received first: through the journal, then through segments until one ends before all that was found. After so many events it stops,
/// at the end of a segment: what is before that place in the list has been found, and the next call goes on from there.
/// </summary>
internal sealed class EventScan(ErrorParts parts, EventScanPlan plan)
{
    /// <summary>How many events one call looks at, and then to the end of the segment.</summary>
    public const int Budget = 50_000;

    private readonly int _wanted = plan.Query.Limit + 1;
    private readonly SortedList<EventPosition, StoredEvent> _found = [];
    private int _examined;

    /// <summary>The events, one more than asked for if there are, and from where to go on when the rest was not looked at.</summary>
    public (IReadOnlyList<(EventPosition Position, StoredEvent Event)> Found, EventPosition? Unfinished) Run()
    {
        var stop = ReadUnpacked();
        foreach (var segment in plan.Segments)
        {
            if (stop is not null || IsFullBefore(segment.Info.MaxReceived))
            {
                break;
            }

            if (_examined >= Budget)
            {
                stop = EventPosition.Before(Math.Min(segment.Info.MaxReceived, plan.MaxReceived));
                break;
            }

            parts.Segments.Try(segment, Read);
        }

        var found = _found.Select(item => (item.Key, item.Value)).TakeWhile(item => stop is not { } end || item.Key.CompareTo(end) <= 0).ToList();
        return (found, found.Count == _wanted ? null : stop);
    }

    private bool IsFullBefore(long received) => _found.Count == _wanted && _found.GetKeyAtIndex(_wanted - 1).Received > received;

    /// <returns>Where it stopped, if it did.</returns>
    private EventPosition? ReadUnpacked()
    {
        var frames = new JournalFrames();
        foreach (var unpacked in plan.Unpacked)
        {
            var position = EventScanPlan.PositionOf(unpacked);
            if (_found.Count == _wanted)
            {
                return null;
            }

            if (_examined++ >= Budget)
            {
                return EventPosition.Before(position.Received);
            }

            if (OwnerOf(unpacked.Id, unpacked.Hash, unpacked.Received, unpacked.Sequence) is { IsDefault: false } owner)
            {
                Offer(position, frames.Read(unpacked, out var hasPayload), hasPayload, () => owner);
            }
        }

        return null;
    }

    private bool Read(SegmentFile file)
    {
        var runs = plan.Hashes is { } hashes ? hashes.SelectMany(hash => file.FindRuns(plan.Query.ProjectId, hash)) : file.FindRuns(plan.Query.ProjectId);
        foreach (var run in runs.Where(run => plan.MayHold(run.MinReceived, run.MaxReceived) && !IsFullBefore(run.MaxReceived)).ToList())
        {
            Read(file, run);
        }

        return true;
    }

    private void Read(SegmentFile file, SegmentRun run)
    {
        for (var ordinal = run.First; ordinal < run.First + run.Count;)
        {
            var block = file.BlockOf(ordinal);
            var entry = file.Blocks[block];
            var end = Math.Min(run.First + run.Count, entry.First + entry.Count);
            var facts = TryReadFacts(file, block);
            for (; ordinal < end && facts.Length > 0; ordinal++)
            {
                var packed = facts[ordinal - entry.First];
                var received = packed.Event.ReceivedAt.UtcTicks;
                _examined++;
                if (received < plan.Query.From.UtcTicks || IsFullBefore(received))
                {
                    // A run is sorted: what follows is earlier still.
                    return;
                }

                Offer(new EventPosition(received, packed.Event.EventId), packed.Event, packed.PayloadLength > 0, () => OwnerOf(packed.Event.EventId, packed.Event.Hashes[0], received, packed.Sequence));
            }

            ordinal = end;
        }
    }

    private void Offer(EventPosition position, GroupedEvent candidate, bool hasPayload, Func<IssueId> owner)
    {
        if (!plan.IsInRange(position) || _found.ContainsKey(position) || !(plan.Query.Filter?.Matches(candidate) ?? true) || owner() is not { IsDefault: false } issue)
        {
            return;
        }

        _found.Add(position, new StoredEvent { IssueId = issue, Event = candidate, HasPayload = hasPayload, IsPinned = plan.Pins.ContainsKey(candidate.EventId) });
        if (_found.Count > _wanted)
        {
            _found.RemoveAt(_wanted);
        }
    }

    /// <summary>The issue of an event; <see langword="default"/> when the event is not to be seen any more.</summary>
    private IssueId OwnerOf(EventId id, GroupingHash hash, long received, long sequence)
    {
        lock (parts.State.Gate)
        {
            var cell = parts.State.FindHash(plan.Query.ProjectId, hash);
            return parts.State.IsLive(cell, plan.Query.ProjectId, id, received, sequence) ? cell!.Owner : default;
        }
    }

    private SegmentEvent[] TryReadFacts(SegmentFile file, int block)
    {
        try
        {
            return file.ReadFacts(block);
        }
        catch (StoreDamagedException damage)
        {
            parts.Segments.Report(damage);
            return [];
        }
    }
}
