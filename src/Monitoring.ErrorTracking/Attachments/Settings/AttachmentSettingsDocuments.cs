using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>How the settings lie in the document store.</summary>
internal static class AttachmentSettingsDocuments
{
    private const string Name = "attachment-settings";

    public static DocumentType<SettingsDocument<AttachmentSettings>> Type { get; } = new(Name, AttachmentSettingsJson.Default.SettingsDocumentAttachmentSettings, _ => Name);

    /// <param name="initial">The settings of the host.</param>
    /// <param name="mostBytes">The most bytes of an attachment that the host takes.</param>
    public static SettingsKind<AttachmentSettings> KindOf(AttachmentSettings initial, long mostBytes) => new()
    {
        Type = Type,
        Initial = initial,
        Action = "attachments.changed",
        FindFault = settings => AttachmentRules.FindFault(settings, mostBytes),
    };
}
