namespace Monitoring.ErrorTracking.Rollups.Reading;

/// <summary>The value of a series in a bucket.</summary>
internal sealed record Rollup<T>(RollupSeries Series, RollupSpan Span, DateTimeOffset Bucket, T Value);
