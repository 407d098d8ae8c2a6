using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Grouping.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(GroupingSettingsDocument))]
internal sealed partial class GroupingSettingsJson : JsonSerializerContext;
