namespace Monitoring.ErrorTracking.Backends;

/// <summary>Where the errors of a project are kept.</summary>
public enum BackendKind
{
    /// <summary>In this product, which takes them from SDKs itself.</summary>
    Integrated = 1,

    /// <summary>In a Sentry server, or one that answers like it; this product reads and changes them there.</summary>
    Sentry = 2,
}
