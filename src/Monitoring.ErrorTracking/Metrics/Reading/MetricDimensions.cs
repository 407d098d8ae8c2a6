namespace Monitoring.ErrorTracking.Metrics.Reading;

/// <summary>
/// Which attributes of a metric are dimensions: those that the application gave it, the release and the environment. What an SDK adds to every metric is none: each
/// user and each machine would make a series of its own.
/// </summary>
internal static class MetricDimensions
{
    private static readonly string[] Prefixes = ["sentry.", "user.", "process.", "telemetry.", "code."];

    /// <summary>The key of the dimension; null when the attribute is none.</summary>
    public static string? KeyOf(string attribute) => attribute switch
    {
        "sentry.release" => "release",
        "sentry.environment" => "environment",
        "server.address" or "trace_id" or "span_id" => null,
        _ => Prefixes.Any(prefix => attribute.StartsWith(prefix, StringComparison.Ordinal)) ? null : attribute,
    };
}
