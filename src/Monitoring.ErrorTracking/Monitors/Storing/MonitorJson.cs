using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Monitors.Storing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(MonitorDocument))]
[JsonSerializable(typeof(EnvironmentDocument))]
[JsonSerializable(typeof(CheckInDocument))]
[JsonSerializable(typeof(UptimeDocument))]
[JsonSerializable(typeof(TimerPayload))]
internal sealed partial class MonitorJson : JsonSerializerContext;
