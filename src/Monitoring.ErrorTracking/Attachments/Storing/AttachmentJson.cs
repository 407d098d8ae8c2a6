using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Attachments.Storing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(AttachmentDocument))]
[JsonSerializable(typeof(UsageDocument))]
internal sealed partial class AttachmentJson : JsonSerializerContext;
