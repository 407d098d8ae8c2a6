using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Tracing.Linking;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TraceLinkDocument))]
internal sealed partial class TraceLinkJson : JsonSerializerContext;
