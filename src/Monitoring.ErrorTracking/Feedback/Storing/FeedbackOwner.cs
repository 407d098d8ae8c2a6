using Monitoring.ErrorTracking.Attachments;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>Attachments, such as screenshots, belong to feedback.</summary>
internal sealed class FeedbackOwner(FeedbackRecords records) : IAttachmentOwner
{
    public async ValueTask<bool> HasAsync(ProjectId project, EventId id, CancellationToken cancellationToken) =>
        await records.FindAsync(project, id, cancellationToken).ConfigureAwait(false) is not null;
}
