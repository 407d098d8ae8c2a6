namespace Monitoring.ErrorTracking.Metrics;

/// <summary>A dimension of a metric, such as the region.</summary>
public sealed record MetricTag
{
    /// <summary>The name of the dimension.</summary>
    public required string Key { get; init; }

    /// <summary>The value in it.</summary>
    public required string Value { get; init; }
}
