using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(SentryIssueDocument))]
[JsonSerializable(typeof(ImmutableArray<SentryIssueDocument>))]
[JsonSerializable(typeof(SentryShortIdDocument))]
[JsonSerializable(typeof(ImmutableArray<SentryTagDocument>))]
[JsonSerializable(typeof(ImmutableArray<SentryTagValueDocument>))]
[JsonSerializable(typeof(SentryActivitiesDocument))]
[JsonSerializable(typeof(ImmutableArray<SentryActivityDocument>))]
[JsonSerializable(typeof(SentryCommentChanges))]
[JsonSerializable(typeof(ImmutableArray<SentryHashDocument>))]
[JsonSerializable(typeof(ImmutableArray<ImmutableArray<long>>))]
internal sealed partial class SentryIssueJson : JsonSerializerContext;
