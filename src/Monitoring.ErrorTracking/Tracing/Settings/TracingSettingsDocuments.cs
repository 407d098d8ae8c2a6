using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Settings;

internal static class TracingSettingsDocuments
{
    public static DocumentType<TracingSettingsDocument> Type { get; } = new(
        "tracing-settings", TracingSettingsJson.Default.TracingSettingsDocument, _ => TracingSettingsDocument.Key);
}
