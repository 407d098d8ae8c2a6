using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Settings;

/// <summary>How the settings lie in the document store.</summary>
internal static class TracingSettingsDocuments
{
    private const string Name = "tracing-settings";

    public static DocumentType<SettingsDocument<TracingSettings>> Type { get; } = new(Name, TracingSettingsJson.Default.SettingsDocumentTracingSettings, _ => Name);

    /// <param name="initial">The settings of the host.</param>
    public static SettingsKind<TracingSettings> KindOf(TracingSettings initial) => new()
    {
        Type = Type,
        Initial = initial,
        Action = "tracing.changed",
        FindFault = settings => settings.ApdexThreshold < TracingSettings.LeastThreshold || settings.ApdexThreshold > TracingSettings.GreatestThreshold
            ? "apdexThreshold: must be from a millisecond to an hour."
            : null,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsDocument<TracingSettings>))]
internal sealed partial class TracingSettingsJson : JsonSerializerContext;
