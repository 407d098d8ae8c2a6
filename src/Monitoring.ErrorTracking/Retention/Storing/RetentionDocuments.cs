using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>How the settings, and what went, lie in the document store: one document each in the partition of the project.</summary>
internal static class RetentionDocuments
{
    public const string RunKey = "last";

    private const string Name = "retention";
    private const long LeastBytes = 1024 * 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    public static SettingsKind<RetentionSettings> Kind { get; } = new()
    {
        Type = new(Name, RetentionJson.Default.SettingsDocumentRetentionSettings, _ => Name),
        Initial = new(),
        Action = "retention.changed",
        FindFault = settings => FaultOf("events", settings.Events) ?? FaultOf("issues", settings.Issues) ?? FaultOf(settings.PayloadBytes),
    };

    public static DocumentType<RetentionRun> Runs { get; } = new("retention-run", RetentionJson.Default.RetentionRun, _ => RunKey);

    private static string? FaultOf(string place, TimeSpan? kept) =>
        kept < Shortest || kept > Longest ? $"{place}: 1 to {Longest.Days} days are expected." : null;

    private static string? FaultOf(long? payloadBytes) => payloadBytes < LeastBytes ? $"payloadBytes: at least {LeastBytes} are expected." : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsDocument<RetentionSettings>))]
[JsonSerializable(typeof(RetentionRun))]
internal sealed partial class RetentionJson : JsonSerializerContext;
