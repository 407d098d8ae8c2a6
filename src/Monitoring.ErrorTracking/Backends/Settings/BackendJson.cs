using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Backends.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BackendSettingsDocument))]
internal sealed partial class BackendJson : JsonSerializerContext;
