namespace Monitoring.ErrorTracking.Metrics;

/// <summary>What the values of a metric are.</summary>
public enum MetricType
{
    /// <summary>Increments; their sum counts.</summary>
    Counter,

    /// <summary>A level that goes up and down; the last one counts.</summary>
    Gauge,

    /// <summary>Measurements; their percentiles count.</summary>
    Distribution,

    /// <summary>Names of things; how many different ones counts.</summary>
    Set,
}
