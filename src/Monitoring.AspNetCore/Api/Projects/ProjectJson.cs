using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Projects;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(ListDocument<ProjectDocument>))]
[JsonSerializable(typeof(NewProject))]
[JsonSerializable(typeof(ProjectChanges))]
[JsonSerializable(typeof(FeatureSwitches))]
internal sealed partial class ProjectJson : JsonSerializerContext;
