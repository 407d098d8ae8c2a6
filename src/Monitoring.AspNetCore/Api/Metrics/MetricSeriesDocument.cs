using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

internal sealed record MetricSeriesDocument
{
    [Description("The tags by which the answer was parted; empty when it was not.")]
    public required Dictionary<string, string> Tags { get; init; }

    [Description("The aggregated value of the whole stretch.")]
    public required double Total { get; init; }

    [Description("How many values it is made of.")]
    public required long Count { get; init; }

    [Description("Buckets in which nothing was reported have no point.")]
    public required ImmutableArray<MetricPointDocument> Points { get; init; }

    public static MetricSeriesDocument Of(MetricSeries series) => new()
    {
        Tags = series.Tags.ToDictionary(tag => tag.Key, tag => tag.Value),
        Total = series.Total,
        Count = series.Count,
        Points = [.. series.Points.Select(point => new MetricPointDocument { Start = point.Start, Value = point.Value })],
    };
}
