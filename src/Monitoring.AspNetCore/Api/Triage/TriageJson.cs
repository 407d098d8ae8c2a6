using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Triage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(CommentDocument))]
[JsonSerializable(typeof(ListDocument<CommentDocument>))]
[JsonSerializable(typeof(NewComment))]
[JsonSerializable(typeof(LinkDocument))]
[JsonSerializable(typeof(ListDocument<LinkDocument>))]
[JsonSerializable(typeof(NewLink))]
internal sealed partial class TriageJson : JsonSerializerContext;
