using System.ComponentModel.DataAnnotations;

namespace Monitoring.Core;

/// <summary>How timers are fired.</summary>
public sealed class TimerOptions
{
    /// <summary>How often the store is asked for due timers, hence how late one may fire.</summary>
    /// <value>By default 1 second; from 10 milliseconds to 1 minute.</value>
    [TimeRange("00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// For how long a host claims a due timer. A handler is cancelled shortly before; when the host dies, another one
    /// fires the timer after at most this long.
    /// </summary>
    /// <value>By default 1 minute; from 5 seconds to 1 hour.</value>
    [TimeRange("00:00:05", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many timers this host handles at the same time.</summary>
    /// <value>By default 16; from 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    /// <value>By default 1 second; from 10 milliseconds to 1 hour.</value>
    [TimeRange("00:00:00.010", "01:00:00")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries. A timer is tried until it is done.</summary>
    /// <value>By default 15 minutes; from 10 milliseconds to 1 day.</value>
    [TimeRange("00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(15);
}
