using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Backends;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(BackendDocument))]
[JsonSerializable(typeof(BackendInput))]
[JsonSerializable(typeof(ListDocument<BackendProjectDocument>))]
[JsonSerializable(typeof(BackendIssueDocument))]
[JsonSerializable(typeof(ListDocument<BackendIssueDocument>))]
[JsonSerializable(typeof(BackendIssueInput))]
[JsonSerializable(typeof(BackendEventDocument))]
internal sealed partial class BackendJson : JsonSerializerContext;
