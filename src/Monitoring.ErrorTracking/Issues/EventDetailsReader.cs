using System.Buffers;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Events.Writing;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Normalises stored events again, for showing them. The payload and its receipt are all that is kept of an event.</summary>
internal sealed class EventDetailsReader
{
    // What was let in once is shown whatever the limit is now.
    private readonly EventNormalizer _normalizer = new(ErrorStoreLimits.PayloadBytes);

    public EventDetails Read(StoredEvent stored)
    {
        var row = stored.Event;
        return new EventDetails
        {
            Event = stored with { Event = row with { Payload = default } },
            Raw = row.Payload,
            Normalized = row.Payload.IsEmpty ? default : Normalize(row),
        };
    }

    private ReadOnlyMemory<byte> Normalize(GroupedEvent row)
    {
        if (StoredPayload.Read(row.Payload, row.EventId, row.ReceivedAt, out var json) is not { } receipt
            || _normalizer.Normalize(json, receipt).Event is not { } normalized)
        {
            return default;
        }

        var output = new ArrayBufferWriter<byte>(json.Length);
        ErrorEventWriter.Write(output, normalized);
        return output.WrittenMemory;
    }
}
