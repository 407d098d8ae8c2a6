namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>The settings as they are stored, one document in the partition of each project that has changed anything.</summary>
internal sealed record AttachmentSettingsDocument
{
    public const string Key = "attachments";

    public required AttachmentSettings Settings { get; init; }
}
