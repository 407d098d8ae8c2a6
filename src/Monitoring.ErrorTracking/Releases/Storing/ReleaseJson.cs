using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Releases.Storing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(CommitsDocument))]
[JsonSerializable(typeof(DeployDocument))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
