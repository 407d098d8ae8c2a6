using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Outcomes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OutcomeDocument))]
internal sealed partial class OutcomeJson : JsonSerializerContext;
