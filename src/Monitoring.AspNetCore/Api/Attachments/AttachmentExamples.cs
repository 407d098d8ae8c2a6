using Monitoring.ErrorTracking.Attachments.Settings;

namespace Monitoring.AspNetCore.Api.Attachments;

internal static class AttachmentExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly AttachmentSettings Limits = new() { Enabled = true };

    public static ApiParameter EventId { get; } =
        Parameters.Path("eventId", "The event or the feedback: 32 hexadecimal digits, with or without dashes.", "9ec79c33ec9942ab8353589fcb2e04dc");

    public static ApiParameter Id { get; } = Parameters.Path("attachmentId", "The attachment.", "5d2f6f0e-6a3c-4b0e-8f2a-0d3a3e9c1b77");

    public static ApiContent List { get; } = ApiContent.Of(
        new()
        {
            Items =
            [
                new()
                {
                    Id = Id.Example,
                    EventId = EventId.Example,
                    Name = "receipt.txt",
                    ContentType = "text/plain",
                    Type = "event.attachment",
                    Length = 13,
                    Sha256 = "0d1c1c1f2ba1bd1f2ad0a3ea2a4f2c1f7b8bb2d0c0f4e0a4f7c3b4a8d5e6f701",
                    ReceivedAt = Noon,
                    ExpiresAt = Noon.AddDays(30),
                    Minidump = null,
                },
            ],
            Next = null,
        },
        AttachmentJson.Default.ListDocumentAttachmentDocument);

    public static ApiContent Content { get; } = new() { ContentType = "application/octet-stream", Example = "total: 19.90\n"u8.ToArray() };

    public static ApiContent Settings { get; } = ApiContent.Of(
        AttachmentSettingsDocument.Of(new AttachmentSettingsView { Settings = Limits, UsedBytes = 1_048_576, Count = 12 }), AttachmentJson.Default.AttachmentSettingsDocument);

    public static ApiContent Input { get; } = ApiContent.Of(
        new()
        {
            Enabled = true,
            MaxBytes = Limits.MaxBytes,
            MaxBytesPerEvent = Limits.MaxBytesPerEvent,
            MaxPerEvent = Limits.MaxPerEvent,
            Retention = Limits.Retention,
            QuotaBytes = Limits.QuotaBytes,
        },
        AttachmentJson.Default.AttachmentSettingsInput);
}
