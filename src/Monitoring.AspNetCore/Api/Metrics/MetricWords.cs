using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

/// <summary>The words for aggregations.</summary>
internal static class MetricWords
{
    public static (string Word, MetricAggregation? Value)[] Aggregations { get; } =
    [
        ("sum", MetricAggregation.Sum), ("avg", MetricAggregation.Average), ("min", MetricAggregation.Min), ("max", MetricAggregation.Max),
        ("count", MetricAggregation.Count), ("p50", MetricAggregation.P50), ("p75", MetricAggregation.P75), ("p90", MetricAggregation.P90),
        ("p95", MetricAggregation.P95), ("p99", MetricAggregation.P99), ("last", MetricAggregation.Last), ("unique", MetricAggregation.Unique),
    ];

    public static string Of(MetricAggregation aggregation) => Aggregations.First(word => word.Value == aggregation).Word;
}
