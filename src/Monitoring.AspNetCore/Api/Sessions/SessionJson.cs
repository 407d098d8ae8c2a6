using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Sessions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(ReleaseHealthDocument))]
[JsonSerializable(typeof(ListDocument<ReleaseHealthDocument>))]
[JsonSerializable(typeof(ListDocument<SessionGroupDocument>))]
internal sealed partial class SessionJson : JsonSerializerContext;
