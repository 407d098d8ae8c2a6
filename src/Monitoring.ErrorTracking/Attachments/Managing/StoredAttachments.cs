using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments.Storing;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;

namespace Monitoring.ErrorTracking.Attachments.Managing;

/// <summary>Attachments out of the stores.</summary>
internal sealed class StoredAttachments(
    AttachmentRecords records, AttachmentStore store, IBlobStore blobs, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IAttachments
{
    public async ValueTask<CommandResult<Page<Attachment>>> ListAsync(
        Actor actor, ProjectId project, EventId eventId, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<Attachment>>(decision);
        }

        return await Pages.ReadAsync(limit, () => records.ListAsync(project, eventId, limit, cursor, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<AttachmentContent>> OpenAsync(
        Actor actor, ProjectId project, EventId eventId, EntityId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadAttachments, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<AttachmentContent>(decision);
        }

        var found = await records.FindAsync(project, eventId, id, cancellationToken).ConfigureAwait(false);
        var content = found is null ? null : await blobs.OpenReadAsync(new BlobId(project, found.Blob), cancellationToken).ConfigureAwait(false);
        return content is null ? NotThere<AttachmentContent>(eventId) : CommandResults.Done(new AttachmentContent(found!.Attachment, content));
    }

    public async ValueTask<CommandResult<Attachment>> DeleteAsync(Actor actor, ProjectId project, EventId eventId, EntityId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.DeleteErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Attachment>(decision);
        }

        if (await records.FindAsync(project, eventId, id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return NotThere<Attachment>(eventId);
        }

        var entry = audit.Prepare(AuditEntry.Of(actor, project, "attachment.deleted", $"attachment:{eventId}/{id}", timeProvider) with
        {
            Before = string.Create(CultureInfo.InvariantCulture, $"{found.Attachment.Name} ({found.Attachment.Length} bytes)"),
        });
        await store.RemoveAsync(project, ImmutableArray.Create(found), entry, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(found.Attachment);
    }

    private static CommandResult<T> NotThere<T>(EventId eventId)
        where T : class => CommandResults.NotFound<T>($"The event {eventId} has no such attachment, or it has expired.");
}
