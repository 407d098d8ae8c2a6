using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Grouping.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SettingsDocument<GroupingSettings>))]
internal sealed partial class GroupingSettingsJson : JsonSerializerContext;
