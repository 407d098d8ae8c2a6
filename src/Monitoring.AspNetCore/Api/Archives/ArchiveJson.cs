using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Archives;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ArchiveDocument))]
[JsonSerializable(typeof(ListDocument<ArchiveDocument>))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
