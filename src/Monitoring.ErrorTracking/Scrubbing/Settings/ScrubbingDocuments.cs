using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>How the settings and the key lie in the document store.</summary>
internal static class ScrubbingDocuments
{
    public static DocumentType<ScrubbingSettingsDocument> Settings { get; } = new(
        "scrubbing-settings", ScrubbingJson.Default.ScrubbingSettingsDocument, _ => ScrubbingSettingsDocument.Key);

    public static DocumentType<ScrubbingKeyDocument> Key { get; } = new(
        "scrubbing-key", ScrubbingJson.Default.ScrubbingKeyDocument, _ => ScrubbingKeyDocument.Key);
}
