using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Retention;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(DurationConverter)])]
[JsonSerializable(typeof(RetentionDocument))]
[JsonSerializable(typeof(RetentionResultDocument))]
internal sealed partial class RetentionJson : JsonSerializerContext;
