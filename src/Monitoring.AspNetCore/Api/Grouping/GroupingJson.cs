using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Grouping;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 256,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(GroupingDocument))]
[JsonSerializable(typeof(GroupingChanges))]
[JsonSerializable(typeof(RuleCheckDocument))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(ExplanationDocument))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ForecastDocument))]
internal sealed partial class GroupingJson : JsonSerializerContext;
