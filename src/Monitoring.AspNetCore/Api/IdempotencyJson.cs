using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdempotencyRecord))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
