using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Rows;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Takes one event from its bytes to what the store is given: normalises, groups, and writes the payload. One broken event breaks no other.</summary>
internal sealed class EventProcessor(
    IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider, ILogger<EventProcessor> logger)
{
    private readonly EventNormalizer _normalizer = new(options.Value.MaxEventBytes);

    /// <summary>Processes an event.</summary>
    /// <param name="item">The event as it was received.</param>
    /// <param name="header">The header of the envelope that it came in.</param>
    /// <param name="headerId">The event id of the header, for the first event of an envelope.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="payloads">Where its payload is written to.</param>
    public ProcessedEvent Process(EventItem item, EnvelopeHeader header, EventId? headerId, Sender sender, PayloadBuffer payloads)
    {
        var start = payloads.Length;
        var category = ItemTally.CategoryOf(item.Kind);
        try
        {
            var receipt = Receipt(header, headerId, sender);
            var read = _normalizer.Normalize(item.Json, receipt);
            if (read.Event is not { } errorEvent)
            {
                return ProcessedEvent.Failed(category, read.Rejection == EventRejection.TooLarge ? Refusals.EventTooLarge : Refusals.InvalidEvent);
            }

            if (errorEvent.Type is EventTypes.Transaction or EventTypes.Feedback)
            {
                return ProcessedEvent.Skipped((errorEvent.Type == EventTypes.Transaction ? DataCategory.Transaction : DataCategory.Feedback).Name());
            }

            if (sender.Symbols is { } symbols)
            {
                errorEvent = EventSymbolicator.Apply(errorEvent, sender.Key.ProjectId, symbols);
            }

            var row = EventRow.Of(errorEvent, sender.Grouping.Group(errorEvent), sender.Key);
            StoredPayload.Write(payloads, item, header, errorEvent, receipt, sender.Grouping.Origin);
            return ProcessedEvent.Of(category, row, start..payloads.Length);
        }
        catch (Exception exception)
        {
            Log.EventFailed(logger, exception);
            payloads.Truncate(start);
            return ProcessedEvent.Failed(category, Refusals.InternalError);
        }
    }

    private EventReceipt Receipt(EnvelopeHeader header, EventId? headerId, Sender sender) => new()
    {
        ReceivedAt = sender.ReceivedAt,
        SentAt = header.SentAt,
        EnvelopeEventId = headerId,
        NewEventId = EventId.Create(timeProvider),
        RemoteAddress = sender.RemoteAddress,
        SdkClient = sender.Client,
    };
}
