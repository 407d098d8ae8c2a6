using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>The bounds of values that are counted by the hour and by the day, such as sessions.</summary>
public sealed class RollupOptions
{
    /// <summary>How long the values of hours are kept. Those of days stay longer, so older times are told by the day alone.</summary>
    /// <value>The default value is 90 days.</value>
    [TimeSpanRange("7.00:00:00", "3650.00:00:00")]
    public TimeSpan HourRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long the values of days are kept.</summary>
    /// <value>The default value is 730 days.</value>
    [TimeSpanRange("7.00:00:00", "3650.00:00:00")]
    public TimeSpan DayRetention { get; set; } = TimeSpan.FromDays(730);

    /// <summary>How many values of one kind may wait for the store; when there are more, requests are answered with 429.</summary>
    /// <value>The default value is 20,000.</value>
    [Range(1, 1_000_000)]
    public int MaxQueued { get; set; } = 20_000;

    /// <summary>The most values that are handed to the store at once; those of one request stay together.</summary>
    /// <value>The default value is 500.</value>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 500;
}
