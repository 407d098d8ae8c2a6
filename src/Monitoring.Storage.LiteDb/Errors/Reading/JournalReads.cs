using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Changes;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>Reads events out of the records of a journal frame.</summary>
internal static class JournalReads
{
    public static GroupedEvent Event(JournalEvent place, byte[] records, bool withPayload, out bool hasPayload)
    {
        var what = $"The frame at byte {place.FrameOffset} of '{place.File.Path}'";
        var (facts, payload) = ChangeReader.LocateEvent(records, place.RecordOffset, what);
        hasPayload = payload.End.Value > payload.Start.Value;
        var reader = new ByteReader(records.AsSpan(facts), what);
        var read = EventCodec.Read(ref reader);
        return withPayload ? read with { Payload = records.AsSpan(payload).ToArray() } : read;
    }
}
