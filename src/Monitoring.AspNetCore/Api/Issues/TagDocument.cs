using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record TagDocument
{
    public required string Key { get; init; }

    [Description("How many events carried the key.")]
    public required long Total { get; init; }

    [Description("The values, the most frequent first.")]
    public required ImmutableArray<TagValueDocument> Values { get; init; }

    [Description("How many events had values that are not counted singly.")]
    public required long Others { get; init; }

    [Description("Their share of the events that carried the key, to a tenth of a percent.")]
    public required double OthersPercent { get; init; }

    public static TagDocument Of(TagDistribution tag) => new()
    {
        Key = tag.Key,
        Total = tag.Total,
        Values = [.. tag.Values.Select(value => new TagValueDocument { Value = value.Value, Count = value.Count, Percent = Percent(value.Count, tag.Total) })],
        Others = tag.Others,
        OthersPercent = Percent(tag.Others, tag.Total),
    };

    private static double Percent(long count, long total) => total == 0 ? 0 : Math.Round(100.0 * count / total, 1);
}
