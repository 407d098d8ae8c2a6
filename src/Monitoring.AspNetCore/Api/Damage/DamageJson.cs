using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Damage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ListDocument<DamagedRecordDocument>))]
internal sealed partial class DamageJson : JsonSerializerContext;
