namespace Monitoring.ErrorTracking.Tracing;

/// <summary>What a project says about its transactions.</summary>
public sealed record TracingSettings
{
    /// <summary>The shortest threshold.</summary>
    public static readonly TimeSpan LeastThreshold = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest threshold.</summary>
    public static readonly TimeSpan GreatestThreshold = TimeSpan.FromHours(1);

    /// <summary>T of Apdex: how long a transaction may take to satisfy.</summary>
    /// <value>The default value is that of the host, 300 milliseconds unless it says otherwise.</value>
    public required TimeSpan ApdexThreshold { get; init; }
}
