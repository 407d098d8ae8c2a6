using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(FoundEventsDocument))]
internal sealed partial class EventJson : JsonSerializerContext;
