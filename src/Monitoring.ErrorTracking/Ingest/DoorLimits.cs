using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Quotas.Counting;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Finds requests of which nothing can fit, before a byte of their body is read.</summary>
internal static class DoorLimits
{
    /// <summary>
    /// Envelopes that may be shorter are read in any case: they may hold nothing but a report of what the SDK has discarded, and such reports are never limited.
    /// </summary>
    private const int LongestReport = 16 * 1024;

    /// <summary>The limit that everything in the request is over; null when something may fit.</summary>
    public static RateLimit? Find(ProjectQuota quota, ClientKey key, IngestRequest request, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (EnvelopeSource.IsEnvelope(request))
        {
            return request.ContentLength > LongestReport ? quota.FindExhausted(key, null, out wait) : null;
        }

        var kind = request.Endpoint switch
        {
            IngestEndpoint.Security => EnvelopeItemKind.RawSecurity,
            IngestEndpoint.Nel => EnvelopeItemKind.Nel,
            IngestEndpoint.Attachments => EnvelopeItemKind.Attachment,
            IngestEndpoint.UserReport => EnvelopeItemKind.UserReport,
            IngestEndpoint.CheckIn => EnvelopeItemKind.CheckIn,
            _ => EnvelopeItemKind.Event,
        };
        return quota.FindExhausted(key, ItemTally.CategoryOf(kind), out wait);
    }
}
