using System.ComponentModel.DataAnnotations;

namespace Monitoring.Core;

/// <summary>How signals are delivered.</summary>
public sealed class SignalOptions
{
    /// <summary>How often a store is asked for signals that another host committed; this host's own are delivered at once.</summary>
    /// <value>By default 1 second; from 10 milliseconds to 1 minute.</value>
    [TimeRange("00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long a host claims a subscription; when it dies, another one takes over after at most this long.</summary>
    /// <value>By default 30 seconds; from 5 seconds to 10 minutes.</value>
    [TimeRange("00:00:05", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long a handler is cancelled; the delivery counts as failed.</summary>
    /// <value>By default 1 minute; from 1 second to 1 hour.</value>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many signals about different things one subscription handles at the same time.</summary>
    /// <value>By default 4; from 1 to 64.</value>
    [Range(1, 64)]
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>How often a signal is tried before it becomes a dead letter.</summary>
    /// <value>By default 16, with the default waits an hour and a half; from 1 to 100.</value>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 16;

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    /// <value>By default 1 second; from 10 milliseconds to 1 hour.</value>
    [TimeRange("00:00:00.010", "01:00:00")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries.</summary>
    /// <value>By default 15 minutes; from 10 milliseconds to 1 day.</value>
    [TimeRange("00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many signals of one subscription may wait for another try, with those that wait behind them because they are
    /// about the same thing. When so many do, the subscription takes no new ones until some are through.
    /// </summary>
    /// <value>By default 1,000; from 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxWaiting { get; set; } = 1_000;

    /// <summary>How long dead letters are kept.</summary>
    /// <value>By default 30 days; from 1 day to 10 years.</value>
    [TimeRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// After how long a subscription that no host has any more is forgotten. Until then all signals are kept for it.
    /// </summary>
    /// <value>By default 7 days; from 1 day to 1 year.</value>
    [TimeRange("1.00:00:00", "365.00:00:00")]
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long signals are kept after all known subscriptions are past them, for a subscription that is added to
    /// another host a little later.
    /// </summary>
    /// <value>By default 10 minutes; from zero to 1 day.</value>
    [TimeRange("00:00:00", "1.00:00:00")]
    public TimeSpan KeepHandledFor { get; set; } = TimeSpan.FromMinutes(10);
}
