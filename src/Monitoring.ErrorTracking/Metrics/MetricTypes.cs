namespace Monitoring.ErrorTracking.Metrics;

/// <summary>The names of types of metrics on the wire.</summary>
public static class MetricTypes
{
    /// <summary>The name: <c>counter</c>, <c>gauge</c>, <c>distribution</c> or <c>set</c>.</summary>
    public static string Name(this MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        MetricType.Distribution => "distribution",
        MetricType.Set => "set",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type of metric."),
    };

    /// <summary>Finds a type by its name, or by the letter that it has in statsd: <c>c</c>, <c>g</c>, <c>d</c> (also <c>h</c>, <c>ms</c>) or <c>s</c>.</summary>
    public static bool TryParse(string? name, out MetricType type)
    {
        MetricType? found = name switch
        {
            "counter" or "c" => MetricType.Counter,
            "gauge" or "g" => MetricType.Gauge,
            "distribution" or "d" or "h" or "ms" => MetricType.Distribution,
            "set" or "s" => MetricType.Set,
            _ => null,
        };
        type = found ?? default;
        return found is not null;
    }
}
