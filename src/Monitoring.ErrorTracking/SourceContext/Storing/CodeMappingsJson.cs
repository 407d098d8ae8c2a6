using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsDocument<CodeMappingsDocument>))]
internal sealed partial class CodeMappingsJson : JsonSerializerContext;
