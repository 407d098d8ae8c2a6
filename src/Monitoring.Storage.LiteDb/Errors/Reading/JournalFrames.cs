using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>Reads events of the journal without their payloads, and keeps a few frames, for neighbours in a list often share one.</summary>
internal sealed class JournalFrames
{
    private const int MaxFrames = 4;

    private readonly Dictionary<(JournalFile File, long Offset), byte[]> _frames = [];

    public GroupedEvent Read(JournalEvent place, out bool hasPayload)
    {
        if (!_frames.TryGetValue((place.File, place.FrameOffset), out var records))
        {
            if (_frames.Count >= MaxFrames)
            {
                _frames.Clear();
            }

            _frames.Add((place.File, place.FrameOffset), records = place.File.ReadRecords(place.FrameOffset));
        }

        return JournalReads.Event(place, records, withPayload: false, out hasPayload);
    }
}
