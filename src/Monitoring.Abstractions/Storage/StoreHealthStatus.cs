namespace Monitoring.Storage;

/// <summary>How well a store is.</summary>
public enum StoreHealthStatus
{
    /// <summary>It serves.</summary>
    Healthy,

    /// <summary>It serves, but something needs a look soon.</summary>
    Degraded,

    /// <summary>It refuses writes.</summary>
    Unhealthy,
}
