using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.SourceMaps;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ListDocument<ArtifactBundleDocument>))]
internal sealed partial class SourceMapJson : JsonSerializerContext;
