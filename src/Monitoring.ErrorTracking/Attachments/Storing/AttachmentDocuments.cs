using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>How attachments lie in the partition of their project.</summary>
internal static class AttachmentDocuments
{
    public const string ByEvent = "event";
    public const string ByExpiry = "expires";
    public const string ByReceipt = "received";

    /// <summary>The kind of the timer that removes what has expired, one for each project.</summary>
    public const string ExpiryTimer = "attachment-expiry";

    /// <summary>The kind of the timer that removes what belongs to nothing, one for each project.</summary>
    public const string OrphanTimer = "attachment-orphans";

    private const string TimerName = "project";

    public static DocumentType<AttachmentDocument> Attachment { get; } = new(
        "attachment",
        AttachmentJson.Default.AttachmentDocument,
        document => document.Key,
        [
            new DocumentIndex<AttachmentDocument>(ByEvent, document => Event(document.Attachment.EventId).Add(document.Attachment.ReceivedAt).Add(document.Attachment.Name)),
            new DocumentIndex<AttachmentDocument>(ByExpiry, document => IndexKey.Empty.Add(document.Attachment.ExpiresAt)),
            new DocumentIndex<AttachmentDocument>(ByReceipt, document => IndexKey.Empty.Add(document.Attachment.ReceivedAt)),
        ]);

    public static DocumentType<UsageDocument> Usage { get; } = new("attachment-usage", AttachmentJson.Default.UsageDocument, _ => UsageDocument.Key);

    public static ImmutableArray<DocumentType> All { get; } = [Attachment, Usage];

    public static TimerKey Expiry { get; } = new() { Kind = ExpiryTimer, Key = TimerName };

    public static TimerKey Orphans { get; } = new() { Kind = OrphanTimer, Key = TimerName };

    public static IndexKey Event(EventId eventId) => IndexKey.Empty.Add(eventId.ToString());
}
