using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Filters.Settings;

/// <summary>How filters lie in the document store.</summary>
internal static class FilterDocuments
{
    private const string Name = "filter-settings";

    public static SettingsKind<FilterSettings> Kind { get; } = new()
    {
        Type = new(Name, FilterJson.Default.SettingsDocumentFilterSettings, _ => Name),
        Initial = new(),
        Action = "filters.changed",
        FindFault = FilterCheck.FindFault,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SettingsDocument<FilterSettings>))]
internal sealed partial class FilterJson : JsonSerializerContext;
