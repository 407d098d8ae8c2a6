using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>The events of a list that lie in the journal.</summary>
internal sealed class UnpackedSource : EventSource
{
    private readonly List<(EventPosition Position, JournalEvent Event)> _events;
    private readonly JournalFrames _frames = new();
    private int _index = -1;

    public UnpackedSource(EventListPlan plan)
    {
        _events =
        [
            .. plan.Unpacked
                .Where(unpacked => plan.IsLive(unpacked.Id, unpacked.Hash, unpacked.Received, unpacked.Sequence) && plan.IsWanted(unpacked.Environment))
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

    public override GroupedEvent Read(out bool hasPayload) => _frames.Read(_events[_index].Event, out hasPayload);
}
