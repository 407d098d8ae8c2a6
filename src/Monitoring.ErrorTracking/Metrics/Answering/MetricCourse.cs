using System.Collections.Immutable;
using Monitoring.ErrorTracking.Metrics.Rolling;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Reading;

namespace Monitoring.ErrorTracking.Metrics.Answering;

/// <summary>Gathers values by group and bucket, and makes series of them.</summary>
internal sealed class MetricCourse(MetricQuery query, MetricAggregation aggregation)
{
    private readonly Dictionary<string, (ImmutableArray<MetricTag> Tags, SortedDictionary<DateTimeOffset, MetricRollup> Buckets)> _groups = new(StringComparer.Ordinal);

    /// <summary>Whether a series has the tags that are asked for. One that has lost its tags has none.</summary>
    public static bool Fits(RollupSeries series, ImmutableArray<MetricTag> filter) => filter.IsEmpty || (MetricKinds.TagsOf(series) is { } tags && filter.All(tags.Contains));

    public void Add(Rollup<MetricRollup> value)
    {
        var all = MetricKinds.TagsOf(value.Series) ?? [];
        ImmutableArray<MetricTag> tags =
            [.. query.GroupBy.Select(key => new MetricTag { Key = key, Value = all.FirstOrDefault(tag => tag.Key == key)?.Value ?? "" })];
        var key = string.Join('\n', tags.Select(tag => tag.Value));
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = (tags, []);
        }

        if (!group.Buckets.TryGetValue(value.Bucket, out var bucket))
        {
            group.Buckets[value.Bucket] = bucket = new MetricRollup();
        }

        bucket.Merge(value.Value);
    }

    public MetricResult? ToResult(MetricType type, string unit, TimeSpan interval) => _groups.Count == 0 ? null : new MetricResult
    {
        Name = query.Name,
        Type = type,
        Unit = unit,
        Aggregation = aggregation,
        Interval = interval,
        Series = [.. _groups.Values.Select(group => SeriesOf(group.Tags, group.Buckets)).OrderByDescending(series => series.Count).Take(MetricQuery.MaxGroups)],
        IsPartial = _groups.Count > MetricQuery.MaxGroups,
    };

    private MetricSeries SeriesOf(ImmutableArray<MetricTag> tags, SortedDictionary<DateTimeOffset, MetricRollup> buckets)
    {
        var all = new MetricRollup();
        foreach (var bucket in buckets.Values)
        {
            all.Merge(bucket);
        }

        return new MetricSeries
        {
            Tags = tags,
            Total = Aggregations.Of(all, aggregation) ?? 0,
            Count = all.Count,
            Points =
            [
                .. from bucket in buckets
                   let value = Aggregations.Of(bucket.Value, aggregation)
                   where value is not null
                   select new MetricSeriesPoint { Start = bucket.Key, Value = value.Value },
            ],
        };
    }
}
