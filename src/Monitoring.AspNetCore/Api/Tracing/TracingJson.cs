using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Tracing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(ListDocument<TransactionDocument>))]
[JsonSerializable(typeof(ListDocument<SpanDocument>))]
[JsonSerializable(typeof(TransactionDetailsDocument))]
[JsonSerializable(typeof(TraceDocument))]
[JsonSerializable(typeof(EventTransactionDocument))]
[JsonSerializable(typeof(TracingSettingsDocument))]
internal sealed partial class TracingJson : JsonSerializerContext;
