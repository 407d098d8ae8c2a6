using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Attachments.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AttachmentSettingsDocument))]
internal sealed partial class AttachmentSettingsJson : JsonSerializerContext;
