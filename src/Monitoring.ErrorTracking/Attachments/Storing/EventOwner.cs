using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>Attachments belong to events.</summary>
internal sealed class EventOwner(IErrorStore store) : IAttachmentOwner
{
    public async ValueTask<bool> HasAsync(ProjectId project, EventId id, CancellationToken cancellationToken) =>
        await store.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false) is not null;
}
