using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>The events of a list that lie in the journal.</summary>
internal sealed class UnpackedSource : EventSource
{
    // Neighbours in the list often share a frame; more than a few frames are not worth the memory.
    private const int MaxFrames = 4;

    private readonly List<(EventPosition Position, JournalEvent Event)> _events;
    private readonly Dictionary<(JournalFile File, long Offset), byte[]> _frames = [];
    private int _index = -1;

    public UnpackedSource(EventListPlan plan)
    {
        _events =
        [
            .. plan.Unpacked
                .Where(unpacked => plan.IsLive(unpacked.Hash, unpacked.Received, unpacked.Sequence) && plan.IsWanted(unpacked.Environment))
                .Select(unpacked => (Position: new EventPosition(unpacked.Received, unpacked.Id), Event: unpacked))
                .Where(unpacked => plan.IsAfter(unpacked.Position))
                .OrderBy(unpacked => unpacked.Position),
        ];
        MoveNext();
    }

    public override void MoveNext()
    {
        _index++;
        Position = _index < _events.Count ? _events[_index].Position : null;
    }

    public override GroupedEvent Read()
    {
        var place = _events[_index].Event;
        if (!_frames.TryGetValue((place.File, place.FrameOffset), out var records))
        {
            if (_frames.Count >= MaxFrames)
            {
                _frames.Clear();
            }

            _frames.Add((place.File, place.FrameOffset), records = place.File.ReadRecords(place.FrameOffset));
        }

        return JournalReads.Event(place, records, withPayload: false);
    }
}
