using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Keys;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(ListDocument<KeyDocument>))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(KeyChanges))]
internal sealed partial class KeyJson : JsonSerializerContext;
