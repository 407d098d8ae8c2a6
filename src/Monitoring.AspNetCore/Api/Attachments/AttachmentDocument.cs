using System.ComponentModel;
using Monitoring.ErrorTracking.Attachments;

namespace Monitoring.AspNetCore.Api.Attachments;

[Description("A file that came with an event or with feedback. Its content is as it was received: nothing was taken out of it.")]
internal sealed record AttachmentDocument
{
    public required string Id { get; init; }

    [Description("The event or the feedback that it belongs to.")]
    public required string EventId { get; init; }

    [Description("The last part of the name that the sender gave.")]
    public required string Name { get; init; }

    [Description("The media type as the sender says.")]
    public required string ContentType { get; init; }

    [Description("What it is for, such as event.attachment or event.minidump.")]
    public required string Type { get; init; }

    [Description("The length in bytes.")]
    public required long Length { get; init; }

    [Description("The SHA-256 of the content.")]
    public required string Sha256 { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    [Description("From when on it is gone.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [Description("Of a crash dump, what it says of itself; null for any other file.")]
    public required MinidumpDocument? Minidump { get; init; }

    public static AttachmentDocument Of(Attachment attachment) => new()
    {
        Id = attachment.Id.ToString(),
        EventId = attachment.EventId.ToString(),
        Name = attachment.Name,
        ContentType = attachment.ContentType,
        Type = attachment.Type,
        Length = attachment.Length,
        Sha256 = attachment.Sha256,
        ReceivedAt = attachment.ReceivedAt,
        ExpiresAt = attachment.ExpiresAt,
        Minidump = attachment.Minidump is { } dump ? MinidumpDocument.Of(dump) : null,
    };
}
