using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Monitors;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(MonitorDocument))]
[JsonSerializable(typeof(ListDocument<MonitorDocument>))]
[JsonSerializable(typeof(ListDocument<CheckInDocument>))]
[JsonSerializable(typeof(MonitorInput))]
[JsonSerializable(typeof(MonitorStatusInput))]
internal sealed partial class MonitorJson : JsonSerializerContext;
