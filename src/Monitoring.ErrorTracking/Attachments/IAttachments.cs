using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Attachments;

/// <summary>The files that came with events and feedback.</summary>
/// <remarks>
/// Safe to call on many threads. To see which there are needs <see cref="Permission.ReadErrors"/>. Their content is not scrubbed, so it needs a permission
/// of its own, <see cref="Permission.ReadAttachments"/>; deleting needs <see cref="Permission.DeleteErrors"/>. The only expected exception is
/// <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IAttachments
{
    /// <summary>Lists the attachments of an event or of feedback, the first received first; none when there is no such event.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="eventId">The id of the event or of the feedback.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<Attachment>>> ListAsync(
        Actor actor, ProjectId project, EventId eventId, int limit = 25, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Opens an attachment for reading; the caller disposes what it gets.</summary>
    ValueTask<CommandResult<AttachmentContent>> OpenAsync(
        Actor actor, ProjectId project, EventId eventId, EntityId id, CancellationToken cancellationToken = default);

    /// <summary>Deletes an attachment, and answers what was deleted. The audit log tells of it.</summary>
    ValueTask<CommandResult<Attachment>> DeleteAsync(
        Actor actor, ProjectId project, EventId eventId, EntityId id, CancellationToken cancellationToken = default);
}
