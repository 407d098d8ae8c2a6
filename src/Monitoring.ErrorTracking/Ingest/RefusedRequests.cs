using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Authentication;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Quotas;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Counts requests that are refused as a whole, and makes their answers. They count for the project in their path when it is there,
/// whether or not they had a right to it, and for the host otherwise.
/// </summary>
internal sealed class RefusedRequests(SenderGate gate, OutcomeCounters counters, IOptions<ErrorTrackingOptions> options)
{
    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    /// <summary>Refuses a request whose sender is not known to belong to a project.</summary>
    public ValueTask<IngestOutcome> RefuseAsync(IngestRequest request, ProjectId path, Refusal refusal, CancellationToken cancellationToken) =>
        RefuseAsync(request, path, refusal, _retryAfter, cancellationToken);

    /// <summary>Refuses a request whose sender is not known to belong to a project, and says how long to wait where waiting helps.</summary>
    public async ValueTask<IngestOutcome> RefuseAsync(IngestRequest request, ProjectId path, Refusal refusal, TimeSpan wait, CancellationToken cancellationToken) =>
        Refuse(request, await gate.FindProjectAsync(path, cancellationToken).ConfigureAwait(false), refusal, wait);

    /// <summary>Refuses a request of a project; <see langword="default"/> for one that is not there.</summary>
    public IngestOutcome Refuse(IngestRequest request, ProjectId project, Refusal refusal, TimeSpan? wait = null)
    {
        var tally = new ItemTally(counters, project);
        if (refusal.Status is IngestStatus.RateLimited or IngestStatus.Unavailable)
        {
            tally.Limit(CategoryOf(request), refusal.Name);
            return Answers.Refused(refusal, wait ?? _retryAfter);
        }

        tally.Refuse(CategoryOf(request), refusal.Name);
        return Answers.Refused(refusal);
    }

    /// <summary>Refuses a request of which everything is over a limit, without reading it.</summary>
    public IngestOutcome Refuse(IngestRequest request, ProjectId project, RateLimit limit, TimeSpan wait)
    {
        new ItemTally(counters, project).Limit(CategoryOf(request), limit.Reason);
        return Answers.Limited(limit, wait);
    }

    /// <summary>What a body that was not read holds, as far as its path tells: in an envelope there may be anything.</summary>
    private static string CategoryOf(IngestRequest request) => ItemTally.CategoryOf(
        EnvelopeSource.IsEnvelope(request) ? EnvelopeItemKind.Unknown
        : request.Endpoint switch
        {
            IngestEndpoint.Security => EnvelopeItemKind.RawSecurity,
            IngestEndpoint.Nel => EnvelopeItemKind.Nel,
            IngestEndpoint.CheckIn => EnvelopeItemKind.CheckIn,
            IngestEndpoint.Attachments => EnvelopeItemKind.Attachment,
            IngestEndpoint.UserReport => EnvelopeItemKind.UserReport,
            _ => EnvelopeItemKind.Event,
        });
}
