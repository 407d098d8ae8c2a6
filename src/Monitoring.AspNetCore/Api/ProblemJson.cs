using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
