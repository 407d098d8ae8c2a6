using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ImmutableArray<SentryEventRowDocument>))]
internal sealed partial class SentryEventJson : JsonSerializerContext;
