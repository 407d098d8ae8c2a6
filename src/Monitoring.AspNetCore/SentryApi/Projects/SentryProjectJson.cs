using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi.Projects;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(OrganizationDocument))]
[JsonSerializable(typeof(ImmutableArray<OrganizationDocument>))]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(ImmutableArray<ProjectDocument>))]
[JsonSerializable(typeof(ImmutableArray<KeyDocument>))]
[JsonSerializable(typeof(ImmutableArray<MonitorDocument>))]
[JsonSerializable(typeof(ImmutableArray<ImmutableArray<long>>))]
internal sealed partial class SentryProjectJson : JsonSerializerContext;
