using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Members;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MemberDocument))]
[JsonSerializable(typeof(ListDocument<MemberDocument>))]
[JsonSerializable(typeof(MemberRole))]
internal sealed partial class MemberJson : JsonSerializerContext;
