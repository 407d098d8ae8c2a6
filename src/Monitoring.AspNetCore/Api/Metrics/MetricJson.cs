using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Metrics;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(ListDocument<MetricDocument>))]
[JsonSerializable(typeof(MetricResultDocument))]
[JsonSerializable(typeof(MetricsInput))]
[JsonSerializable(typeof(MetricWriteDocument))]
internal sealed partial class MetricJson : JsonSerializerContext;
