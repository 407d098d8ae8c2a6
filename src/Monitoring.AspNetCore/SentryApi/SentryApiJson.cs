using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(SentryErrorDocument))]
[JsonSerializable(typeof(SentryInfoDocument))]
[JsonSerializable(typeof(SentryReleaseDocument))]
[JsonSerializable(typeof(ImmutableArray<SentryReleaseDocument>))]
[JsonSerializable(typeof(SentryReleaseChanges))]
[JsonSerializable(typeof(ImmutableArray<SentryCommit>))]
[JsonSerializable(typeof(SentryDeploy))]
[JsonSerializable(typeof(ImmutableArray<SentryDeploy>))]
[JsonSerializable(typeof(SentryUploadOptions))]
[JsonSerializable(typeof(SentryAssembly))]
[JsonSerializable(typeof(SentryAssemblyState))]
[JsonSerializable(typeof(Dictionary<string, SentryAssemblyState>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class SentryApiJson : JsonSerializerContext;
