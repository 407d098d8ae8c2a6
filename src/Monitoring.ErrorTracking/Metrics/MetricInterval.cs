namespace Monitoring.ErrorTracking.Metrics;

/// <summary>How long the buckets of a series are. Hours and days are those of UTC.</summary>
public enum MetricInterval
{
    /// <summary>An hour for up to seven days, else a day.</summary>
    Automatic,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,
}
