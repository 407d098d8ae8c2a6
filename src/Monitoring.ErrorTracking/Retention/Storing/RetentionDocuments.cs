using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>How the settings lie in the document store: one document in the partition of each project that has any.</summary>
internal static class RetentionDocuments
{
    public const string Key = "retention";

    public static DocumentType<RetentionSettings> Type { get; } = new("retention", RetentionJson.Default.RetentionSettings, _ => Key);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RetentionSettings))]
internal sealed partial class RetentionJson : JsonSerializerContext;
