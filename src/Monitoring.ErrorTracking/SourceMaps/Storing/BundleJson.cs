using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.SourceMaps.Storing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BundleDocument))]
[JsonSerializable(typeof(ChunkDocument))]
internal sealed partial class BundleJson : JsonSerializerContext;
