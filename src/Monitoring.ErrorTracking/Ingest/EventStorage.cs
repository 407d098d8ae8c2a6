using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Hands the events of a request to the queue, waits until they are durable, has the other items taken, counts what became of all, and makes the answer.
/// </summary>
internal sealed class EventStorage(EventQueue queue, ItemHandlers handlers, StoredEvents stored, IOptions<ErrorTrackingOptions> options)
{
    /// <summary>A spool that is full has room again once the store is back, which may take long.</summary>
    private static readonly TimeSpan SpoolFullWait = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    /// <summary>Stores the events. A sender that goes away does not call them back: they are stored and counted all the same.</summary>
    public async ValueTask<IngestOutcome> StoreAsync(Reception reception, EventId? eventId, CancellationToken cancellationToken)
    {
        if (reception.Events.Count == 0)
        {
            return await FinishAsync(reception, eventId, []).ConfigureAwait(false);
        }

        var pending = reception.TakePending();
        var answer = queue.TryEnqueue(pending);
        if (answer == QueueAnswer.Taken)
        {
            var finishing = FinishAsync(pending, reception, eventId);

            // The other items lie in the body, which must not be given back while they are taken.
            return await (reception.Handled.Count == 0 ? finishing.WaitAsync(cancellationToken) : finishing).ConfigureAwait(false);
        }

        pending.Discard();
        return Refuse(reception, answer == QueueAnswer.Full ? Refusals.QueueFull : Refusals.Stopping, _retryAfter);
    }

    private async Task<IngestOutcome> FinishAsync(PendingEvents pending, Reception reception, EventId? eventId)
    {
        var done = await pending.Done.ConfigureAwait(false);
        return done.Fault switch
        {
            AppendFault.None => await FinishAsync(reception, eventId, done.Results).ConfigureAwait(false),
            AppendFault.Spooled => Spooled(reception, eventId, done.RetryAfter),
            AppendFault.SpoolFull => Refuse(reception, Refusals.SpoolFull, SpoolFullWait),
            AppendFault.Unavailable => Refuse(reception, Refusals.StoreUnavailable, done.RetryAfter),
            _ => Refuse(reception, Refusals.InternalError, _retryAfter),
        };
    }

    private static IngestOutcome Spooled(Reception reception, EventId? eventId, TimeSpan wait)
    {
        reception.Spooled(wait);
        return Answers.Of(reception, eventId, []);
    }

    private static IngestOutcome Refuse(Reception reception, Refusal refusal, TimeSpan wait)
    {
        reception.RefuseAll(refusal);
        return Answers.Refused(refusal, wait, RateLimitHeader.Events);
    }

    private async ValueTask<IngestOutcome> FinishAsync(Reception reception, EventId? eventId, ImmutableArray<EventAppendResult> results)
    {
        foreach (var (processed, result) in reception.Events.Zip(results))
        {
            stored.Count(reception.Tally, processed.Row!, new EventNote(processed.Category, processed.Sampling), result);
        }

        var events = Stored(reception, results);
        await handlers.TakeAsync(reception, eventId, events, CancellationToken.None).ConfigureAwait(false);
        return Answers.Of(reception, eventId, events);
    }

    private static ImmutableArray<IngestedEvent> Stored(Reception reception, ImmutableArray<EventAppendResult> results) =>
    [
        .. reception.Events.Zip(results, (processed, result) => new IngestedEvent
        {
            EventId = processed.Row!.EventId, IssueId = result.IssueId, Outcome = result.Outcome,
        }),
    ];
}
