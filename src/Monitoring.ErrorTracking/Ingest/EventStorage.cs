using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Hands the events of a request to the queue, waits until they are durable, counts what became of them, and makes the answer.</summary>
internal sealed class EventStorage(EventQueue queue, IOptions<ErrorTrackingOptions> options)
{
    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    /// <summary>Stores the events. A sender that goes away does not call them back: they are stored and counted all the same.</summary>
    public async ValueTask<IngestOutcome> StoreAsync(Reception reception, EventId? eventId, CancellationToken cancellationToken)
    {
        if (reception.Events.Count == 0)
        {
            return Finish(reception, eventId, []);
        }

        var pending = reception.TakePending();
        var answer = queue.TryEnqueue(pending);
        if (answer == QueueAnswer.Taken)
        {
            return await FinishAsync(pending, reception, eventId).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        pending.Discard();
        return Refuse(reception, answer == QueueAnswer.Full ? Refusals.QueueFull : Refusals.Stopping, _retryAfter);
    }

    private async Task<IngestOutcome> FinishAsync(PendingEvents pending, Reception reception, EventId? eventId)
    {
        var done = await pending.Done.ConfigureAwait(false);
        return done.Fault switch
        {
            AppendFault.None => Finish(reception, eventId, done.Results),
            AppendFault.Unavailable => Refuse(reception, Refusals.StoreUnavailable, done.RetryAfter),
            _ => Refuse(reception, Refusals.InternalError, _retryAfter),
        };
    }

    private static IngestOutcome Refuse(Reception reception, Refusal refusal, TimeSpan wait)
    {
        foreach (var processed in reception.Events)
        {
            reception.Tally.Limit(processed.Category, refusal.Name);
        }

        reception.LimitAttachments(refusal.Name);
        return Answers.Refused(refusal, wait, RateLimitHeader.Events);
    }

    private static IngestOutcome Finish(Reception reception, EventId? eventId, ImmutableArray<EventAppendResult> results)
    {
        foreach (var (processed, result) in reception.Events.Zip(results))
        {
            if (result.Outcome == EventAppendOutcome.Duplicate)
            {
                reception.Tally.Duplicate(processed.Category);
            }
            else
            {
                reception.Tally.Accept(processed.Category);
            }
        }

        reception.CountAttachments();
        var somethingWrong = reception.Refused.Count > 0 || reception.Limited is not null;
        return reception.Tally.Taken == 0 && somethingWrong ? Answers.NothingTaken(reception) : Answers.Accepted(reception, eventId, results);
    }
}
