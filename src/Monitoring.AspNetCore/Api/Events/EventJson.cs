using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Events;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(EventChanges))]
[JsonSerializable(typeof(FoundEventsDocument))]
internal sealed partial class EventJson : JsonSerializerContext;
