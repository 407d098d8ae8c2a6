using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Discards;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ListDocument<DiscardedHashDocument>))]
internal sealed partial class DiscardJson : JsonSerializerContext;
