using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Tracing.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TracingSettingsDocument))]
internal sealed partial class TracingSettingsJson : JsonSerializerContext;
