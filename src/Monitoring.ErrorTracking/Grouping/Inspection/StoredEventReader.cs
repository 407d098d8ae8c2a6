using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Normalises stored events again, to group them again.</summary>
internal sealed class StoredEventReader
{
    // What was let in once is read whatever the limit is now.
    private readonly EventNormalizer _normalizer = new(ErrorStoreLimits.PayloadBytes);

    /// <summary>The event; null when its payload was not kept or cannot be read.</summary>
    public ErrorEvent? Read(GroupedEvent row) =>
        !row.Payload.IsEmpty && StoredPayload.Read(row.Payload, row.EventId, row.ReceivedAt, out var json) is { } receipt
            ? _normalizer.Normalize(json, receipt).Event
            : null;

    /// <summary>An event that nobody sent; null when the JSON is none.</summary>
    public EventReadResult Read(ReadOnlyMemory<byte> json, DateTimeOffset now, TimeProvider timeProvider) =>
        _normalizer.Normalize(json, new EventReceipt { ReceivedAt = now, NewEventId = EventId.Create(timeProvider) });
}
