using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What became of a request, and what to tell the sender.</summary>
public sealed record IngestOutcome
{
    /// <summary>How it ended; the number is the HTTP status.</summary>
    public required IngestStatus Status { get; init; }

    /// <summary>
    /// The id of the event in the request, for the answer's <c>id</c>: that of the envelope's header, else that of the first event.
    /// <see langword="null"/> when there was none.
    /// </summary>
    public EventId? EventId { get; init; }

    /// <summary>Why it was refused, a short text for <c>X-Sentry-Error</c> and the answer's <c>detail</c>. Holds no data of the request.</summary>
    public string? Error { get; init; }

    /// <summary>More about the refusal for the answer's <c>causes</c>: what and where. Holds no data of the request.</summary>
    public ImmutableArray<string> Causes { get; init; } = [];

    /// <summary>The value of <c>X-Sentry-Rate-Limits</c>; also given with <see cref="IngestStatus.Accepted"/> when something was limited.</summary>
    public string? RateLimits { get; init; }

    /// <summary>How long the sender should wait, in whole seconds, for <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The events that are stored now, in the order of the request; duplicates of stored ones included. Those that wait in the spool are not among them: they are durable, and
    /// their issue is not known yet.
    /// </summary>
    public ImmutableArray<IngestedEvent> Events { get; init; } = [];

    /// <summary>Whether the request was taken.</summary>
    public bool IsAccepted => Status == IngestStatus.Accepted;
}
