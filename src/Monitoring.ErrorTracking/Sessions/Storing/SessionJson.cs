using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Sessions.Storing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MemoryDocument))]
internal sealed partial class SessionJson : JsonSerializerContext;
