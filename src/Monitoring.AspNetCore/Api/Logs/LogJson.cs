using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Logs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ListDocument<LogCountDocument>))]
internal sealed partial class LogJson : JsonSerializerContext;
