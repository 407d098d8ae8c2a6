using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.AlertRules;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(AlertRuleDocument))]
[JsonSerializable(typeof(ListDocument<AlertRuleDocument>))]
[JsonSerializable(typeof(ListDocument<AlertFiringDocument>))]
[JsonSerializable(typeof(AlertRuleInput))]
[JsonSerializable(typeof(AlertRuleChanges))]
[JsonSerializable(typeof(AlertTestRequest))]
[JsonSerializable(typeof(AlertTestDocument))]
internal sealed partial class AlertRuleJson : JsonSerializerContext;
