using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Feedback.Storing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(FeedbackDocument))]
[JsonSerializable(typeof(SweepDocument))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
