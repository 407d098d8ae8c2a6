using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.SourceContext;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ListDocument<CodeMappingDocument>))]
[JsonSerializable(typeof(NewCodeMappings))]
[JsonSerializable(typeof(SuspectCommitDocument))]
internal sealed partial class SourceContextJson : JsonSerializerContext;
