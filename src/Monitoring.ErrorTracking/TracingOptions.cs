namespace Monitoring.ErrorTracking;

/// <summary>The bounds of transactions, spans and traces.</summary>
public sealed class TracingOptions
{
    /// <summary>
    /// How long a transaction may take to satisfy, for projects that have not said so: T of Apdex, which tolerates up to 4 T.
    /// </summary>
    /// <value>The default value is 300 milliseconds.</value>
    [TimeSpanRange("00:00:00.0010000", "01:00:00")]
    public TimeSpan ApdexThreshold { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long it is kept which errors and transactions belong to which traces.</summary>
    /// <value>The default value is 30 days.</value>
    [TimeSpanRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan TraceRetention { get; set; } = TimeSpan.FromDays(30);
}
