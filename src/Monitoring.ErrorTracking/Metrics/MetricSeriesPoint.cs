namespace Monitoring.ErrorTracking.Metrics;

/// <summary>The value of a bucket. Buckets in which nothing was reported have no point.</summary>
public sealed record MetricSeriesPoint
{
    /// <summary>The beginning of the bucket, in UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The aggregated value.</summary>
    public required double Value { get; init; }
}
