using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.GitLabApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 16)]
[JsonSerializable(typeof(GitLabMessageDocument))]
[JsonSerializable(typeof(GitLabErrorDocument))]
[JsonSerializable(typeof(GitLabSettingsDocument))]
[JsonSerializable(typeof(GitLabKeyDocument))]
[JsonSerializable(typeof(ImmutableArray<GitLabKeyDocument>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class GitLabJson : JsonSerializerContext;
