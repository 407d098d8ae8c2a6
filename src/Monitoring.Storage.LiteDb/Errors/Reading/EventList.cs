using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>
/// Lists the events of an issue: merges the journal's with those of the segments. A segment is opened only when the
/// list has come to the time of its last event. What is damaged is left out.
/// </summary>
internal sealed class EventList
{
    private readonly EventListPlan _plan;
    private readonly SegmentStore _segments;
    private readonly PriorityQueue<EventSource, EventPosition> _sources = new();
    private readonly Queue<Segment> _unopened;

    public EventList(EventListPlan plan, SegmentStore segments)
    {
        _plan = plan;
        _segments = segments;

        // They are sorted by their last event already.
        _unopened = new Queue<Segment>(plan.Segments.Where(segment => MayHold(segment.Info)));
        Add(new UnpackedSource(plan));
    }

    /// <summary>Reads the first events of the list, as many as asked for.</summary>
    public List<(EventPosition Position, StoredEvent Event)> Read(int count)
    {
        var read = new List<(EventPosition, StoredEvent)>(count);
        while (read.Count < count)
        {
            OpenSegments();
            if (!_sources.TryDequeue(out var source, out var position))
            {
                break;
            }

            if (Read(source) is { } found)
            {
                read.Add((position, found));
            }

            source.MoveNext();
            Add(source);
        }

        return read;
    }

    /// <summary>Reads an event; one that is damaged is left out of the list, and told.</summary>
    private StoredEvent? Read(EventSource source)
    {
        try
        {
            return source.Read(out var hasPayload) is { } found && (hasPayload || !_plan.OnlyKept)
                ? new StoredEvent { IssueId = _plan.Head.Id, Event = found, HasPayload = hasPayload, IsPinned = _plan.Pins.ContainsKey(found.EventId) }
                : null;
        }
        catch (StoreDamagedException damage)
        {
            _segments.Report(damage);
            return null;
        }
    }

    private bool MayHold(SegmentInfo info) =>
        info.Has(_plan.Head.Project) && (_plan.After is not { } after || info.MinReceived <= after.Received);

    /// <summary>Opens those that may hold the next event.</summary>
    private void OpenSegments()
    {
        while (_unopened.TryPeek(out var segment) && (!_sources.TryPeek(out _, out var next) || segment.Info.MaxReceived >= next.Received))
        {
            _unopened.Dequeue();
            foreach (var hash in _plan.Head.Hashes)
            {
                foreach (var run in _segments.Try(segment, file => file.FindRuns(_plan.Head.Project, hash).ToList()) ?? [])
                {
                    AddRun(segment, run);
                }
            }
        }
    }

    private void AddRun(Segment segment, SegmentRun run)
    {
        if (_plan.After is not { } after || run.MinReceived <= after.Received)
        {
            Add(new RunSource(_plan, _segments, segment, run));
        }
    }

    private void Add(EventSource source)
    {
        if (source.Position is { } position)
        {
            _sources.Enqueue(source, position);
        }
    }
}
