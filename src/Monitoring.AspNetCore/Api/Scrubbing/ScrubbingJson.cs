using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Scrubbing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 256)]
[JsonSerializable(typeof(ScrubbingDocument))]
[JsonSerializable(typeof(ScrubbingTestRequest))]
[JsonSerializable(typeof(ScrubbingTestDocument))]
internal sealed partial class ScrubbingJson : JsonSerializerContext;
