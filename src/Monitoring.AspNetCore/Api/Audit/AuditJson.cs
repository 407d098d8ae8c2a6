using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Audit;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ListDocument<AuditDocument>))]
internal sealed partial class AuditJson : JsonSerializerContext;
