using Monitoring.ErrorTracking.Metrics.Rolling;

namespace Monitoring.ErrorTracking.Metrics.Answering;

/// <summary>Makes one number of the values of a bucket.</summary>
internal static class Aggregations
{
    public static MetricAggregation Default(MetricType type) => type switch
    {
        MetricType.Gauge => MetricAggregation.Last,
        MetricType.Distribution => MetricAggregation.P95,
        MetricType.Set => MetricAggregation.Unique,
        _ => MetricAggregation.Sum,
    };

    /// <summary>Whether values of a type can be aggregated so.</summary>
    public static bool Fits(MetricType type, MetricAggregation aggregation) => type == MetricType.Set
        ? aggregation is MetricAggregation.Unique or MetricAggregation.Count
        : aggregation != MetricAggregation.Unique;

    /// <summary>The number; null when there are no values.</summary>
    public static double? Of(MetricRollup rollup, MetricAggregation aggregation) => rollup.Count == 0 ? null : aggregation switch
    {
        MetricAggregation.Sum => rollup.Values.Sum,
        MetricAggregation.Average => rollup.Values.Mean,
        MetricAggregation.Min => rollup.Values.Min,
        MetricAggregation.Max => rollup.Values.Max,
        MetricAggregation.Count => rollup.Count,
        MetricAggregation.P50 => rollup.Values.Quantile(0.5),
        MetricAggregation.P75 => rollup.Values.Quantile(0.75),
        MetricAggregation.P90 => rollup.Values.Quantile(0.9),
        MetricAggregation.P95 => rollup.Values.Quantile(0.95),
        MetricAggregation.P99 => rollup.Values.Quantile(0.99),
        MetricAggregation.Last => rollup.Last,
        _ => rollup.Distinct,
    };
}
