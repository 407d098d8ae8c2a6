using Monitoring.Storage.Blobs;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>Removes the attachments of a project that have expired, and blobs that nobody knows of.</summary>
internal sealed class ExpiryHandler(AttachmentRecords records, AttachmentStore store, IBlobStore blobs, TimeProvider timeProvider) : ITimerHandler
{
    private const int AtOnce = 200;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        var project = new ProjectId(context.Claim.Partition.Value);
        var expired = await records.ExpiredAsync(project, AtOnce, cancellationToken).ConfigureAwait(false);
        await store.RemoveAsync(project, expired, null, cancellationToken).ConfigureAwait(false);
        if (expired.Length < AtOnce)
        {
            await blobs.DeleteExpiredAsync(cancellationToken).ConfigureAwait(false);
        }

        return TimerOutcome.Again(timeProvider.GetUtcNow() + (expired.Length == AtOnce ? Soon : Later));
    }
}
