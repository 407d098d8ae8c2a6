using System.Text.Json.Serialization;
using Monitoring.Projects;

namespace Monitoring.Core.Projects;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Project))]
[JsonSerializable(typeof(ProjectPath))]
[JsonSerializable(typeof(ProjectCounter))]
[JsonSerializable(typeof(ClientKey))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Membership))]
internal sealed partial class ProjectJson : JsonSerializerContext;
