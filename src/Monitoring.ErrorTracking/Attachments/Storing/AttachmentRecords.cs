using System.Collections.Immutable;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>Reads what is known of attachments. What has expired is not there.</summary>
internal sealed class AttachmentRecords(IDocumentStore store, TimeProvider timeProvider)
{
    public async ValueTask<AttachmentDocument?> FindAsync(ProjectId project, EventId eventId, EntityId id, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Partition.Of(project), AttachmentDocuments.Attachment, AttachmentDocument.KeyOf(eventId, id), cancellationToken).ConfigureAwait(false);
        return found is not null && found.Value.Attachment.ExpiresAt > timeProvider.GetUtcNow() ? found.Value : null;
    }

    public async ValueTask<Page<Attachment>> ListAsync(ProjectId project, EventId eventId, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var page = await QueryAsync(project, AttachmentDocuments.ByEvent, IndexRange.StartingWith(AttachmentDocuments.Event(eventId)), limit, cursor, cancellationToken).ConfigureAwait(false);
        return new Page<Attachment> { Items = [.. page.Items.Select(item => item.Value.Attachment).Where(attachment => attachment.ExpiresAt > now)], Next = page.Next };
    }

    /// <summary>All of an event, expired ones included: they take room until they are swept.</summary>
    public async ValueTask<ImmutableArray<AttachmentDocument>> OfEventAsync(ProjectId project, EventId eventId, CancellationToken cancellationToken)
    {
        // Settings may have allowed more before, but never more than this.
        var range = IndexRange.StartingWith(AttachmentDocuments.Event(eventId));
        var page = await QueryAsync(project, AttachmentDocuments.ByEvent, range, AttachmentSettings.MostPerEvent, null, cancellationToken).ConfigureAwait(false);
        return [.. page.Items.Select(item => item.Value)];
    }

    public async ValueTask<ImmutableArray<AttachmentDocument>> ExpiredAsync(ProjectId project, int limit, CancellationToken cancellationToken)
    {
        var range = new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(timeProvider.GetUtcNow()) };
        var page = await QueryAsync(project, AttachmentDocuments.ByExpiry, range, limit, null, cancellationToken).ConfigureAwait(false);
        return [.. page.Items.Select(item => item.Value)];
    }

    /// <summary>A page of all, the first received first.</summary>
    public async ValueTask<Page<AttachmentDocument>> AllAsync(ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var page = await QueryAsync(project, AttachmentDocuments.ByReceipt, IndexRange.All, limit, cursor, cancellationToken).ConfigureAwait(false);
        return new Page<AttachmentDocument> { Items = [.. page.Items.Select(item => item.Value)], Next = page.Next };
    }

    public ValueTask<Versioned<UsageDocument>?> UsageAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), AttachmentDocuments.Usage, UsageDocument.Key, cancellationToken);

    private ValueTask<Page<Versioned<AttachmentDocument>>> QueryAsync(
        ProjectId project, string index, IndexRange range, int limit, string? cursor, CancellationToken cancellationToken) => store.QueryAsync(
            AttachmentDocuments.Attachment,
            new DocumentQuery
            {
                Partition = Partition.Of(project),
                Type = AttachmentDocuments.Attachment,
                Index = index,
                Ranges = [range],
                Limit = limit,
                Cursor = cursor,
            },
            cancellationToken);
}
