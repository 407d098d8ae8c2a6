using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Feedback;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(FeedbackDocument))]
[JsonSerializable(typeof(ListDocument<FeedbackDocument>))]
[JsonSerializable(typeof(FeedbackStatusInput))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
