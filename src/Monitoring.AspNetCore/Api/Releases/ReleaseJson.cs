using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Releases;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ReleaseDocument))]
[JsonSerializable(typeof(ListDocument<ReleaseDocument>))]
[JsonSerializable(typeof(ReleaseChanges))]
[JsonSerializable(typeof(DeployDocument))]
[JsonSerializable(typeof(ListDocument<DeployDocument>))]
[JsonSerializable(typeof(NewDeploy))]
[JsonSerializable(typeof(ListDocument<CommitDocument>))]
[JsonSerializable(typeof(NewCommits))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
