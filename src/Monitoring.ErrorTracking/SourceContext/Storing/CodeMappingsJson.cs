using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CodeMappingsDocument))]
internal sealed partial class CodeMappingsJson : JsonSerializerContext;
