using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Counts;

/// <summary>Sums up the tags of an issue's hashes.</summary>
internal static class TagDistributions
{
    public static ImmutableArray<TagDistribution> Of(IEnumerable<HashFacets> hashes) =>
    [
        .. hashes
            .SelectMany(hash => hash.Tags)
            .GroupBy(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Distribution(group.Key, [.. group])),
    ];

    private static TagDistribution Distribution(string key, ImmutableArray<TagTotals> totals)
    {
        var values = totals
            .SelectMany(hash => hash.Values)
            .GroupBy(value => value.Key, value => value.Value, StringComparer.Ordinal)
            .Select(group => new TagValueCount { Value = group.Key, Count = group.Sum() })
            .OrderByDescending(value => value.Count)
            .ThenBy(value => value.Value, StringComparer.Ordinal)
            .ToImmutableArray();
        var others = totals.Sum(hash => hash.Others);
        return new TagDistribution { Key = key, Total = values.Sum(value => value.Count) + others, Values = values, Others = others };
    }
}
