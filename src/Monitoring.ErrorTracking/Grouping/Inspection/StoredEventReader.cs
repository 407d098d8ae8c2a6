using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Normalises stored events again and applies the source maps that are there, to group them again as they would be grouped now.</summary>
internal sealed class StoredEventReader(SymbolSource symbols)
{
    // What was let in once is read whatever the limit is now.
    private readonly EventNormalizer _normalizer = new(ErrorStoreLimits.PayloadBytes);

    /// <summary>The event; null when its payload was not kept or cannot be read.</summary>
    public async ValueTask<ErrorEvent?> ReadAsync(GroupedEvent row, CancellationToken cancellationToken)
    {
        if (row.Payload.IsEmpty
            || StoredPayload.Read(row.Payload, row.EventId, row.ReceivedAt, out var json) is not { } receipt
            || _normalizer.Normalize(json, receipt).Event is not { } errorEvent)
        {
            return null;
        }

        return await symbols.ForEventAsync(row.ProjectId, errorEvent, cancellationToken).ConfigureAwait(false) is { } found
            ? EventSymbolicator.Apply(errorEvent, row.ProjectId, found)
            : errorEvent;
    }

    /// <summary>An event that nobody sent; null when the JSON is none.</summary>
    public EventReadResult Read(ReadOnlyMemory<byte> json, DateTimeOffset now, TimeProvider timeProvider) =>
        _normalizer.Normalize(json, new EventReceipt { ReceivedAt = now, NewEventId = EventId.Create(timeProvider) });
}
