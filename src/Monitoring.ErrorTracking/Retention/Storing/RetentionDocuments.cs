using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>How the settings, and what went, lie in the document store: one document each in the partition of the project.</summary>
internal static class RetentionDocuments
{
    public const string Key = "retention";
    public static DocumentType<RetentionSettings> Type { get; } = new("retention", RetentionJson.Default.RetentionSettings, _ => Key);

    public const string RunKey = "last";

    public static DocumentType<RetentionRun> Runs { get; } = new("retention-run", RetentionJson.Default.RetentionRun, _ => RunKey);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RetentionSettings))]
[JsonSerializable(typeof(RetentionRun))]
internal sealed partial class RetentionJson : JsonSerializerContext;
