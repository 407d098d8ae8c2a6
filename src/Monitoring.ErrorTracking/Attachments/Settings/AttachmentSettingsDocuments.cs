using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>How the settings lie in the document store.</summary>
internal static class AttachmentSettingsDocuments
{
    public static DocumentType<AttachmentSettingsDocument> Type { get; } = new(
        "attachment-settings", AttachmentSettingsJson.Default.AttachmentSettingsDocument, _ => AttachmentSettingsDocument.Key);
}
