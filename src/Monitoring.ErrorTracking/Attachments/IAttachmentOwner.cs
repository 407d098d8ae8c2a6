namespace Monitoring.ErrorTracking.Attachments;

/// <summary>Knows of something that attachments belong to. They go when nobody knows of it any more. Registered as a service.</summary>
internal interface IAttachmentOwner
{
    /// <summary>Whether it is there.</summary>
    ValueTask<bool> HasAsync(ProjectId project, EventId id, CancellationToken cancellationToken);
}
