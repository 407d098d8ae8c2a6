using System.Collections.Immutable;
using System.Text;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>
/// Goes through the attachments of a project and removes those whose event is not there any more. One that came before its event has a day for it to come.
/// </summary>
/// <remarks>The timer remembers where it is. It begins anew each day, and when an issue is deleted.</remarks>
internal sealed class OrphanHandler(AttachmentRecords records, AttachmentStore store, IEnumerable<IAttachmentOwner> owners, TimeProvider timeProvider) : ITimerHandler
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromDays(1);
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        var project = new ProjectId(context.Claim.Partition.Value);
        var page = await ReadAsync(project, Encoding.UTF8.GetString(context.Claim.Payload.Span), cancellationToken).ConfigureAwait(false);
        var orphans = await OrphansAsync(project, page.Items, cancellationToken).ConfigureAwait(false);
        await store.RemoveAsync(project, orphans, null, cancellationToken).ConfigureAwait(false);
        var next = new TimerSchedule
        {
            Timer = context.Claim.Timer,
            DueAt = timeProvider.GetUtcNow() + (page.Next is null ? Later : Soon),
            Payload = Encoding.UTF8.GetBytes(page.Next ?? ""),
        };
        return TimerOutcome.DoneWith(new DocumentCommit { Partition = context.Claim.Partition, Timers = [next] });
    }

    private async ValueTask<Page<AttachmentDocument>> ReadAsync(ProjectId project, string cursor, CancellationToken cancellationToken)
    {
        try
        {
            return await records.AllAsync(project, AtOnce, cursor.Length == 0 ? null : cursor, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidCursorException)
        {
            // Of another version of the store: it begins anew.
            return await records.AllAsync(project, AtOnce, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ImmutableArray<AttachmentDocument>> OrphansAsync(
        ProjectId project, ImmutableArray<AttachmentDocument> documents, CancellationToken cancellationToken)
    {
        var latest = timeProvider.GetUtcNow() - Grace;
        var orphans = ImmutableArray.CreateBuilder<AttachmentDocument>();
        foreach (var group in documents.GroupBy(document => document.Attachment.EventId))
        {
            var old = group.Where(document => document.HadOwner || document.Attachment.ReceivedAt < latest).ToArray();
            if (old.Length > 0 && !await HasOwnerAsync(project, group.Key, cancellationToken).ConfigureAwait(false))
            {
                orphans.AddRange(old);
            }
        }

        return orphans.ToImmutable();
    }

    private async ValueTask<bool> HasOwnerAsync(ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        foreach (var owner in owners)
        {
            if (await owner.HasAsync(project, id, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}
