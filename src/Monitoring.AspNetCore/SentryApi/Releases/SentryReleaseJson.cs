using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi.Releases;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(SentryReleaseDocument))]
[JsonSerializable(typeof(ImmutableArray<SentryReleaseDocument>))]
[JsonSerializable(typeof(SentryReleaseChanges))]
[JsonSerializable(typeof(ImmutableArray<SentryCommit>))]
[JsonSerializable(typeof(SentryDeploy))]
[JsonSerializable(typeof(ImmutableArray<SentryDeploy>))]
internal sealed partial class SentryReleaseJson : JsonSerializerContext;
