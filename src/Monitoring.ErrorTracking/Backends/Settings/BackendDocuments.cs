using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Backends.Settings;

/// <summary>How the settings lie in the document store.</summary>
internal static class BackendDocuments
{
    public static DocumentType<BackendSettingsDocument> Settings { get; } = new(
        "error-backend", BackendJson.Default.BackendSettingsDocument, _ => BackendSettingsDocument.Key);
}
