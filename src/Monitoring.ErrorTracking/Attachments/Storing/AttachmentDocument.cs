namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>An attachment as the document store has it; its bytes are a blob of the project.</summary>
internal sealed record AttachmentDocument
{
    public required Attachment Attachment { get; init; }

    public required EntityId Blob { get; init; }

    /// <summary>Whether what it belongs to was there when it came; otherwise it may still come.</summary>
    public required bool HadOwner { get; init; }

    public string Key => KeyOf(Attachment.EventId, Attachment.Id);

    public static string KeyOf(EventId eventId, EntityId id) => $"{eventId}/{id}";
}
