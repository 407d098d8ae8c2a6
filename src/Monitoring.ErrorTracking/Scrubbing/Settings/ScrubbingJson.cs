using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SettingsDocument<ScrubbingSettings>))]
[JsonSerializable(typeof(ScrubbingKeyDocument))]
internal sealed partial class ScrubbingJson : JsonSerializerContext;
