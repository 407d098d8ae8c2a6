using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>How often the values of a tag occurred in an issue.</summary>
internal sealed record SentryTagDocument
{
    private const int TopValueCount = 10;

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required long TotalValues { get; init; }

    /// <summary>How many different values are counted singly; there may be more.</summary>
    public required int UniqueValues { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SentryTagValueDocument>? TopValues { get; init; }

    public static SentryTagDocument Of(TagDistribution tag) =>
        new() { Key = tag.Key, Name = tag.Key, TotalValues = tag.Total, UniqueValues = tag.Values.Length };

    public static SentryTagDocument WithValues(TagDistribution tag) => Of(tag) with { TopValues = [.. tag.Values.Take(TopValueCount).Select(value => SentryTagValueDocument.Of(tag.Key, value))] };
}
