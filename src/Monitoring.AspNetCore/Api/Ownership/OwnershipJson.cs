using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Ownership;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 256)]
[JsonSerializable(typeof(OwnershipDocument))]
[JsonSerializable(typeof(OwnersDocument))]
[JsonSerializable(typeof(OwnershipTest))]
internal sealed partial class OwnershipJson : JsonSerializerContext;
