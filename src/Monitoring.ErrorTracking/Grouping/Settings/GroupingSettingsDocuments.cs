using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>How the settings lie in the document store.</summary>
internal static class GroupingSettingsDocuments
{
    public static DocumentType<GroupingSettingsDocument> Type { get; } = new(
        "grouping-settings", GroupingSettingsJson.Default.GroupingSettingsDocument, _ => GroupingSettingsDocument.Key);
}
