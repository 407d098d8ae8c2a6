using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>How the rules lie in the document store: one document in the partition of each project that has any.</summary>
internal static class OwnershipDocuments
{
    public const string Key = "ownership";

    public static DocumentType<OwnershipSettings> Type { get; } = new("ownership", OwnershipJson.Default.OwnershipSettings, _ => Key);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OwnershipSettings))]
internal sealed partial class OwnershipJson : JsonSerializerContext;
