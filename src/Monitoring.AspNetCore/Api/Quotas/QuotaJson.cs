using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Quotas;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(DurationConverter)])]
[JsonSerializable(typeof(QuotasDocument))]
internal sealed partial class QuotaJson : JsonSerializerContext;
