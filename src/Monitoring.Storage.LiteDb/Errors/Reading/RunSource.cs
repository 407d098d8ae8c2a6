using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>The events of a list that lie in one run of a segment. Passes over blocks that are damaged.</summary>
internal sealed class RunSource : EventSource
{
    private readonly EventListPlan _plan;
    private readonly SegmentStore _segments;
    private readonly Segment _segment;
    private readonly int _end;
    private int _ordinal;
    private int _block = -1;
    private SegmentBlock _entry;
    private SegmentEvent[] _facts = [];

    public RunSource(EventListPlan plan, SegmentStore segments, Segment segment, SegmentRun run)
    {
        _plan = plan;
        _segments = segments;
        _segment = segment;
        _ordinal = run.First;
        _end = run.First + run.Count;
        SkipBlocks();
        for (Settle(); Position is { } position && !_plan.IsAfter(position);)
        {
            MoveNext();
        }
    }

    /// <summary>Whether the block that is loaded is that of the place that was reached.</summary>
    private bool HoldsCurrent => _ordinal >= _entry.First && _ordinal < _entry.First + _entry.Count;

    public override void MoveNext()
    {
        _ordinal++;
        Settle();
    }

    public override GroupedEvent? Read(out bool hasPayload)
    {
        var current = _facts[_ordinal - _entry.First];
        hasPayload = current.PayloadLength > 0;
        var isWanted = _plan.IsLive(current.Event.EventId, current.Event.Hashes[0], current.Event.ReceivedAt.UtcTicks, current.Sequence) && _plan.IsWanted(current.Event.Environment);
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

        var (low, high) = _segments.Try(_segment, file => (file.BlockOf(_ordinal), file.BlockOf(_end - 1)));
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            Load(middle);

            // Of a damaged one nothing is known: to begin too early is only slower.
            if (_facts.Length == 0 || _plan.IsAfter(PositionOf(_facts[0])))
            {
                high = middle - 1;
            }
            else
            {
                low = middle;
            }
        }

        Load(low);
        _ordinal = Math.Max(_ordinal, _entry.First);
    }

    /// <summary>Stands at the next event that can be read, if there is one.</summary>
    private void Settle()
    {
        Position = null;
        while (_ordinal < _end && LoadCurrent())
        {
            if (_facts.Length > 0)
            {
                Position = PositionOf(_facts[_ordinal - _entry.First]);
                return;
            }

            _ordinal = _entry.First + _entry.Count;
        }
    }

    /// <summary>Loads the block of the place that was reached.</summary>
    /// <returns>Whether there is one: not when the segment was lost meanwhile.</returns>
    private bool LoadCurrent()
    {
        if (_block >= 0 && HoldsCurrent)
        {
            return true;
        }

        if (_segments.Try<int?>(_segment, file => file.BlockOf(_ordinal)) is not { } block)
        {
            return false;
        }

        // The file may have been damaged, and opened again with fewer blocks, since its runs were read.
        Load(block);
        return HoldsCurrent;
    }

    private void Load(int block)
    {
        if (block == _block)
        {
            return;
        }

        _block = block;
        _entry = _segments.Try(_segment, file => file.Blocks[block]);
        _facts = _segments.Try(_segment, file => file.ReadFacts(block)) ?? [];
    }
}
