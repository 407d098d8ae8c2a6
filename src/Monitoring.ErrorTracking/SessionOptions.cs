using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>The bounds of sessions.</summary>
public sealed class SessionOptions
{
    /// <summary>How long ago a session may have begun to be counted. So long single sessions are remembered, so that none is counted twice.</summary>
    /// <value>The default value is 5 days.</value>
    [TimeSpanRange("01:00:00", "30.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How far in the future a session may begin, for clocks differ.</summary>
    /// <value>The default value is one minute.</value>
    [TimeSpanRange("00:00:00", "01:00:00")]
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many single sessions of an envelope are taken, and how many counts of an item of counts.</summary>
    /// <value>The default value is 100.</value>
    [Range(1, 1000)]
    public int MaxPerEnvelope { get; set; } = 100;
}
