using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi.Uploads;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(SentryUploadOptions))]
[JsonSerializable(typeof(SentryAssembly))]
[JsonSerializable(typeof(SentryAssemblyState))]
[JsonSerializable(typeof(Dictionary<string, SentryAssemblyState>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class SentryUploadJson : JsonSerializerContext;
