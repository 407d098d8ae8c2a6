using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Outcomes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ListDocument<OutcomeDocument>))]
internal sealed partial class OutcomeJson : JsonSerializerContext;
