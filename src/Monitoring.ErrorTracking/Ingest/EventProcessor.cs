using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Rows;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Takes one event from its bytes to what the store is given: scrubs, normalises, groups, and writes the payload. One broken event breaks no other.
/// </summary>
/// <remarks>
/// The bytes are scrubbed before anything is made of them, so that hashes, titles and tags come from what is stored, and the normalised event of
/// intake is the one that is made of the payload later.
/// </remarks>
internal sealed class EventProcessor(
    IOptions<ErrorTrackingOptions> options, ErrorTrackingMetrics metrics, TimeProvider timeProvider, ILogger<EventProcessor> logger)
{
    private readonly int _maxBytes = options.Value.MaxEventBytes;

    // Scrubbing may lengthen an event that was just short enough.
    private readonly EventNormalizer _normalizer = new(ErrorStoreLimits.PayloadBytes);

    /// <summary>Processes an event.</summary>
    /// <param name="item">The event as it was received.</param>
    /// <param name="header">The header of the envelope that it came in.</param>
    /// <param name="headerId">The event id of the header, for the first event of an envelope.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="payloads">Where its payload is written to.</param>
    /// <param name="isNeeded">Whether something that came with it leads to it, so that its payload is kept in any case.</param>
    public ProcessedEvent Process(EventItem item, EnvelopeHeader header, EventId? headerId, Sender sender, PayloadBuffer payloads, bool isNeeded)
    {
        var start = payloads.Length;
        var category = ItemTally.CategoryOf(item.Kind);
        try
        {
            if (item.Json.Length > _maxBytes)
            {
                return ProcessedEvent.Failed(category, Refusals.EventTooLarge);
            }

            if (sender.Scrubber.Scrub(item.Json) is not { } scrubbed)
            {
                return ProcessedEvent.Failed(category, Refusals.InvalidEvent);
            }

            if (scrubbed.IsCutShort)
            {
                metrics.ScrubbingCutShort();
            }

            return Process(item.Kind, scrubbed, header, headerId, sender, payloads, isNeeded);
        }
        catch (Exception exception)
        {
            Log.EventFailed(logger, exception);
            payloads.Truncate(start);
            return ProcessedEvent.Failed(category, Refusals.InternalError);
        }
    }

    private ProcessedEvent Process(
        EnvelopeItemKind kind, ScrubbedEvent scrubbed, EnvelopeHeader header, EventId? headerId, Sender sender, PayloadBuffer payloads, bool isNeeded)
    {
        var start = payloads.Length;
        var category = ItemTally.CategoryOf(kind);
        var receipt = Receipt(header, headerId, sender);
        var read = _normalizer.Normalize(scrubbed.Json, receipt);
        if (read.Rejection == EventRejection.InvalidTransaction)
        {
            return ProcessedEvent.Failed(DataCategory.Transaction.Name(), Refusals.InvalidTransaction(read.Message!));
        }

        if (read.Event is not { } seen)
        {
            return ProcessedEvent.Failed(category, read.Rejection == EventRejection.TooLarge ? Refusals.EventTooLarge : Refusals.InvalidEvent);
        }

        if (seen.Type is EventTypes.Transaction or EventTypes.Feedback)
        {
            return seen.Type == EventTypes.Transaction
                ? ProcessedEvent.Other(DataCategory.Transaction.Name(), EnvelopeItemKind.Transaction)
                : ProcessedEvent.Other(DataCategory.Feedback.Name(), EnvelopeItemKind.Feedback);
        }

        if (sender.Filters.Find(seen, sender.RemoteAddress) is { } filter)
        {
            return ProcessedEvent.Filtered(category, filter);
        }

        var errorEvent = SenderAddress.Hide(seen, ref receipt, sender.Scrubber);
        if (sender.Symbols is { } symbols)
        {
            errorEvent = EventSymbolicator.Apply(errorEvent, sender.Key.ProjectId, symbols);
        }

        var row = EventRow.Of(errorEvent, sender.Grouping.Group(errorEvent), sender.Key, ScrubbedUser.Hash(errorEvent.User, seen.User, scrubbed, sender));
        if (sender.Discarded.Count > 0 && row.Hashes.Any(sender.Discarded.Contains))
        {
            return ProcessedEvent.Filtered(category, "discarded");
        }

        var sampling = sender.Sampler.Decide(row.Hashes[0], isNeeded);
        if (sampling.Length > 0)
        {
            return ProcessedEvent.Sampled(category, row, start..start, sampling);
        }

        StoredPayload.Write(payloads, new EventItem(kind, scrubbed.Json), Scrub(header, sender.Scrubber), errorEvent, receipt, sender.Grouping.Origin);
        sender.Sampler.Written(payloads.Length - start);
        return ProcessedEvent.Of(category, row, start..payloads.Length);
    }

    /// <summary>What is kept of the header beside the event.</summary>
    private static EnvelopeHeader Scrub(EnvelopeHeader header, Scrubber scrubber) =>
        header with { SdkName = scrubber.Text(header.SdkName), SdkVersion = scrubber.Text(header.SdkVersion) };

    private EventReceipt Receipt(EnvelopeHeader header, EventId? headerId, Sender sender) => new()
    {
        ReceivedAt = sender.ReceivedAt,
        SentAt = header.SentAt,
        EnvelopeEventId = headerId,
        // Drawn only where it may be needed, as good random numbers take their time.
        NewEventId = headerId ?? EventId.Create(timeProvider),
        RemoteAddress = sender.RemoteAddress,
        SdkClient = sender.Client,
    };
}
