using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Issues;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(IssueDocument))]
[JsonSerializable(typeof(IssueListDocument))]
[JsonSerializable(typeof(ListDocument<SimilarIssueDocument>))]
[JsonSerializable(typeof(IssueChanges))]
[JsonSerializable(typeof(UnmergeRequest))]
[JsonSerializable(typeof(SplitIssueDocument))]
[JsonSerializable(typeof(ListDocument<ActivityDocument>))]
[JsonSerializable(typeof(ListDocument<SeriesPointDocument>))]
[JsonSerializable(typeof(ListDocument<TagDocument>))]
internal sealed partial class IssueJson : JsonSerializerContext;
