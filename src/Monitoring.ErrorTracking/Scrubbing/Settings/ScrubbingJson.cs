using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScrubbingSettingsDocument))]
[JsonSerializable(typeof(ScrubbingKeyDocument))]
internal sealed partial class ScrubbingJson : JsonSerializerContext;
