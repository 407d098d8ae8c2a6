using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.BulkChanges;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(BulkJobDocument))]
[JsonSerializable(typeof(ListDocument<BulkJobDocument>))]
internal sealed partial class BulkJson : JsonSerializerContext;
