using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>How the settings and the key lie in the document store.</summary>
internal static class ScrubbingDocuments
{
    private const string Name = "scrubbing-settings";

    public static SettingsKind<ScrubbingSettings> Settings { get; } = new()
    {
        Type = new(Name, ScrubbingJson.Default.SettingsDocumentScrubbingSettings, _ => Name),
        Initial = new(),
        Action = "scrubbing.changed",
        FindFault = FindFault,
    };

    public static DocumentType<ScrubbingKeyDocument> Key { get; } = new(
        "scrubbing-key", ScrubbingJson.Default.ScrubbingKeyDocument, _ => ScrubbingKeyDocument.Key);

    /// <summary>The first mistake in settings with its place; null when there is none.</summary>
    public static string? FindFault(ScrubbingSettings settings) => SettingsCheck.Find(settings) is [var problem, ..]
        ? $"{problem.Place}: line {problem.Line}, column {problem.Column}: {problem.Message}"
        : null;
}
