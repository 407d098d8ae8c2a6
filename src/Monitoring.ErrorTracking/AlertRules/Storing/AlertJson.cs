using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(AlertRuleDocument))]
[JsonSerializable(typeof(AlertStateDocument))]
[JsonSerializable(typeof(AlertFiring))]
[JsonSerializable(typeof(GuardDocument))]
internal sealed partial class AlertJson : JsonSerializerContext;
