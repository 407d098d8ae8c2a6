using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Sampling;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(DurationConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(SamplingDocument))]
internal sealed partial class SamplingJson : JsonSerializerContext;
