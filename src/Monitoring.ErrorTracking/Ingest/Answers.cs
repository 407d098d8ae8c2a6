using System.Collections.Immutable;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Says to senders what became of their requests, in the way that most of them act on.
/// </summary>
/// <remarks>
/// A full queue and a limit answer 429: every SDK waits then. An unavailable store answers 503, because SDKs that keep events on disk drop
/// them on 429 but send them again after 5xx; the rate-limit header beside it makes the others wait as well.
/// </remarks>
internal static class Answers
{
    public static IngestOutcome Refused(Refusal refusal, TimeSpan? wait = null, string categories = RateLimitHeader.Everything, string scope = "organization")
    {
        var seconds = wait is null ? (TimeSpan?)null : RateLimitHeader.WholeSeconds(wait.Value);
        return new IngestOutcome
        {
            Status = refusal.Status,
            Error = refusal.Name,
            Causes = [refusal.Message],
            RetryAfter = seconds,
            RateLimits = seconds is null ? null : RateLimitHeader.Format(seconds.Value, categories, scope, refusal.Name),
        };
    }

    /// <summary>The answer to a request of which something was taken, or in which there was nothing.</summary>
    public static IngestOutcome Accepted(Reception reception, EventId? eventId, ImmutableArray<EventAppendResult> results) => new()
    {
        Status = IngestStatus.Accepted,
        EventId = eventId,
        Causes = [.. reception.Refused.Select(refusal => refusal.Message).Distinct()],
        RateLimits = reception.Limited is { } wait ? RateLimitHeader.Format(wait, RateLimitHeader.Events, "key", Refusals.RateLimited.Name) : null,
        Events = [.. reception.Events.Zip(results, (processed, result) => new IngestedEvent
        {
            EventId = processed.Row!.EventId, IssueId = result.IssueId, Outcome = result.Outcome,
        })],
    };

    /// <summary>The answer to a request of which nothing was taken: over a limit, or broken.</summary>
    public static IngestOutcome NothingTaken(Reception reception) => reception.Limited is { } wait
        ? Refused(Refusals.RateLimited, wait, RateLimitHeader.Events, "key")
        : Refused(reception.Refused[0]) with { Causes = [.. reception.Refused.Select(refusal => refusal.Message).Distinct()] };
}
