using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Sampling.Settings;

/// <summary>How the settings of sampling lie in the document store.</summary>
internal static class SamplingDocuments
{
    private const string Name = "sampling-settings";
    private const int MostFirst = 1_000_000;

    public static SettingsKind<SamplingSettings> Kind { get; } = new()
    {
        Type = new(Name, SamplingJson.Default.SettingsDocumentSamplingSettings, _ => Name),
        Initial = new(),
        Action = "sampling.changed",
        FindFault = FindFault,
    };

    private static string? FindFault(SamplingSettings settings) =>
        settings.KeepFirst is < 1 or > MostFirst ? $"keepFirst: must be from 1 to {MostFirst}."
        : settings.KeepFirstInSpike is < 1 or > MostFirst ? $"keepFirstInSpike: must be from 1 to {MostFirst}."
        : settings.KeepEvery < TimeSpan.FromSeconds(10) || settings.KeepEvery > TimeSpan.FromHours(1) ? "keepEvery: must be from PT10S to PT1H."
        : settings.MaxPerIssue < SamplingSettings.AlwaysKept ? $"maxPerIssue: must be at least {SamplingSettings.AlwaysKept}."
        : settings.MaxPerProject < 0 ? "maxPerProject: must be at least 0."
        : settings.MaxBytesPerProject < 0 ? "maxBytesPerProject: must be at least 0."
        : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SettingsDocument<SamplingSettings>))]
internal sealed partial class SamplingJson : JsonSerializerContext;
