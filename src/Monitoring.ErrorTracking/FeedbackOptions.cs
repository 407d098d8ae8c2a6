using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>The bounds of feedback.</summary>
public sealed class FeedbackOptions
{
    /// <summary>How much feedback of a project is taken in a minute, by each host; the rest is dropped and counted.</summary>
    /// <value>The default value is 60.</value>
    [Range(1, 100_000)]
    public int PerMinute { get; set; } = 60;

    /// <summary>How long feedback is kept.</summary>
    /// <value>The default value is 365 days.</value>
    [TimeSpanRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(365);
}
