using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>The events of a list that lie in one run of a segment.</summary>
internal sealed class RunSource : EventSource
{
    private readonly EventListPlan _plan;
    private readonly SegmentStore _segments;
    private readonly Segment _segment;
    private readonly int _end;
    private int _ordinal;
    private int _block = -1;
    private int _first;
    private SegmentEvent[] _facts = [];

    public RunSource(EventListPlan plan, SegmentStore segments, Segment segment, SegmentRun run)
    {
        _plan = plan;
        _segments = segments;
        _segment = segment;
        _ordinal = run.First;
        _end = run.First + run.Count;
        SkipBlocks();
        SkipEvents();
    }

    public override void MoveNext()
    {
        _ordinal++;
        Position = _ordinal < _end ? PositionOf(Current()) : null;
    }

    public override GroupedEvent? Read()
    {
        var current = Current();
        var isWanted = _plan.IsLive(current.Event.Hashes[0], current.Event.ReceivedAt.UtcTicks, current.Sequence) && _plan.IsWanted(current.Event.Environment);
        return isWanted ? current.Event : null;
    }

    private static EventPosition PositionOf(SegmentEvent of) => new(of.Event.ReceivedAt.UtcTicks, of.Event.EventId);

    /// <summary>Goes on to the last block that begins before the place where the page does; the run is sorted.</summary>
    private void SkipBlocks()
    {
        if (_plan.After is null)
        {
            return;
        }

        var (low, high) = _segments.Read(_segment, file => (file.BlockOf(_ordinal), file.BlockOf(_end - 1)));
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            Load(middle);
            if (_plan.IsAfter(PositionOf(_facts[0])))
            {
                high = middle - 1;
            }
            else
            {
                low = middle;
            }
        }

        Load(low);
        _ordinal = Math.Max(_ordinal, _first);
    }

    private void SkipEvents()
    {
        for (Position = PositionOf(Current()); Position is { } position && !_plan.IsAfter(position);)
        {
            MoveNext();
        }
    }

    private SegmentEvent Current()
    {
        if (_block < 0 || _ordinal < _first || _ordinal >= _first + _facts.Length)
        {
            Load(_segments.Read(_segment, file => file.BlockOf(_ordinal)));
        }

        return _facts[_ordinal - _first];
    }

    private void Load(int block)
    {
        if (block != _block)
        {
            (_facts, _first) = _segments.Read(_segment, file => (file.ReadFacts(block), file.Blocks[block].First));
            _block = block;
        }
    }
}
