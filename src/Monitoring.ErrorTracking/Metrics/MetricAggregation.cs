namespace Monitoring.ErrorTracking.Metrics;

/// <summary>What is made of the values of a bucket.</summary>
public enum MetricAggregation
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,

    /// <summary>How many there were; of a set, how often its things were named.</summary>
    Count,

    /// <summary>The median.</summary>
    P50,

    /// <summary>The 75th percentile.</summary>
    P75,

    /// <summary>The 90th percentile.</summary>
    P90,

    /// <summary>The 95th percentile.</summary>
    P95,

    /// <summary>The 99th percentile.</summary>
    P99,

    /// <summary>The last value.</summary>
    Last,

    /// <summary>How many different things of a set there were.</summary>
    Unique,
}
