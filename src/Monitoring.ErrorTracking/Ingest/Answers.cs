using System.Collections.Immutable;
using Monitoring.ErrorTracking.Quotas;

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

    /// <summary>The answer to a request of which everything is over limits.</summary>
    public static IngestOutcome Limited(RateLimit limit, TimeSpan wait) =>
        Refused(Refusals.Of(limit), RateLimitHeader.Bounded(wait), limit.Categories, limit.Scope);

    /// <summary>The answer to a request whose items were looked at.</summary>
    /// <param name="reception">What became of them.</param>
    /// <param name="eventId">The id to answer with.</param>
    /// <param name="events">The events that are durable now.</param>
    public static IngestOutcome Of(Reception reception, EventId? eventId, ImmutableArray<IngestedEvent> events)
    {
        if (reception.Unavailable is { } wait)
        {
            return Refused(Refusals.StoreUnavailable, wait) with { Events = events };
        }

        var somethingWrong = reception.Refused.Count > 0 || reception.Limited is not null;
        return reception.Tally.Taken == 0 && somethingWrong ? NothingTaken(reception) : Accepted(reception, eventId, events);
    }

    /// <summary>The answer to a request of which something was taken, or in which there was nothing.</summary>
    private static IngestOutcome Accepted(Reception reception, EventId? eventId, ImmutableArray<IngestedEvent> events) => new()
    {
        Status = IngestStatus.Accepted,
        EventId = eventId,
        Causes = Messages(reception),
        RateLimits = reception.Limits.Count == 0 ? null : LimitsOf(reception),
        Events = events,
    };

    /// <summary>The answer to a request of which nothing was taken: over a limit, or broken.</summary>
    private static IngestOutcome NothingTaken(Reception reception) => reception.Limited is { } wait
        ? Limited(reception.Limits.MaxBy(limit => limit.Value).Key, wait) with { RateLimits = LimitsOf(reception) }
        : Refused(reception.Refused[0]) with { Causes = Messages(reception) };

    private static string LimitsOf(Reception reception) => string.Join(
        ", ",
        reception.Limits
            .OrderBy(limit => limit.Key.Categories, StringComparer.Ordinal)
            .ThenBy(limit => limit.Key.Reason, StringComparer.Ordinal)
            .Select(limit => RateLimitHeader.Format(limit.Value, limit.Key)));

    private static ImmutableArray<string> Messages(Reception reception) => [.. reception.Refused.Select(refusal => refusal.Message).Distinct()];
}
