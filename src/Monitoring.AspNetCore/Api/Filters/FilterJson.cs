using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Filters;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 256)]
[JsonSerializable(typeof(FiltersDocument))]
[JsonSerializable(typeof(FilterTestRequest))]
[JsonSerializable(typeof(FilterTestDocument))]
[JsonSerializable(typeof(FilterPreviewRequest))]
[JsonSerializable(typeof(FilterPreviewDocument))]
internal sealed partial class FilterJson : JsonSerializerContext;
