namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Takes what Sentry SDKs send: the one door through which events come in, whatever the transport.</summary>
/// <remarks>
/// <para>Safe to call on many threads. The answer comes when everything that was accepted is durable and belongs to an
/// issue; nothing that was answered with <see cref="IngestStatus.Accepted"/> can be lost afterwards.</para>
/// <para>Nothing that a sender does is an exception: bad input, a full queue and an unavailable store are outcomes, and each
/// item that is not kept is counted (<see cref="Outcomes.IOutcomes"/>). Faults of the request's own
/// <see cref="IngestRequest.Body"/> (a sender that goes away) pass through as <see cref="IOException"/>.</para>
/// </remarks>
public interface IErrorIngestor
{
    /// <summary>Takes one request.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="cancellationToken">
    /// Stops reading and waiting. What is already queued is stored all the same; the sender's repeat is a duplicate then.
    /// </param>
    ValueTask<IngestOutcome> IngestAsync(IngestRequest request, CancellationToken cancellationToken = default);
}
