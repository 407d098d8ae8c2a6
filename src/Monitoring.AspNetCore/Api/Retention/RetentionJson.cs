using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Retention;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(DurationConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(RetentionDocument))]
[JsonSerializable(typeof(RetentionResultDocument))]
[JsonSerializable(typeof(RetentionRunDocument))]
internal sealed partial class RetentionJson : JsonSerializerContext;
