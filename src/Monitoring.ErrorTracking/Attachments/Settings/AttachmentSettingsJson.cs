using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Attachments.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsDocument<AttachmentSettings>))]
internal sealed partial class AttachmentSettingsJson : JsonSerializerContext;
