using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(SentryErrorDocument))]
[JsonSerializable(typeof(SentryInfoDocument))]
internal sealed partial class SentryApiJson : JsonSerializerContext;
