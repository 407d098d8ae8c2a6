using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Attachments;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(AttachmentDocument))]
[JsonSerializable(typeof(ListDocument<AttachmentDocument>))]
[JsonSerializable(typeof(AttachmentSettingsDocument))]
[JsonSerializable(typeof(AttachmentSettingsInput))]
internal sealed partial class AttachmentJson : JsonSerializerContext;
