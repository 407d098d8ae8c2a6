namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>What an alert rule waits for, with the numbers that its kind needs; the others stay as they are.</summary>
public sealed record AlertTrigger
{
    /// <summary>The shortest window.</summary>
    public static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(1);

    /// <summary>The longest window.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(30);

    /// <summary>The highest <see cref="Threshold"/> of events.</summary>
    public const long MaxEvents = 1_000_000_000;

    /// <summary>The highest <see cref="Threshold"/> where events are looked at singly: users, and events of certain environments.</summary>
    public const long MaxSingle = 5_000;

    /// <summary>The highest <see cref="Percent"/> of a change.</summary>
    public const double MaxPercent = 100_000;

    /// <summary>What happens, or is counted.</summary>
    public required AlertTriggerKind Kind { get; init; }

    /// <summary>Of events and users: fires at more than this.</summary>
    public long Threshold { get; init; }

    /// <summary>
    /// How far back is looked, from <see cref="ShortestWindow"/> to <see cref="LongestWindow"/>; of a percent change and a crash-free rate whole hours.
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Of a percent change: fires when the change is more than this, or, if it is negative, when it is less. Of a crash-free rate: fires when the rate is below this.
    /// </summary>
    public double Percent { get; init; }

    /// <summary>Of a percent change: the window to compare with.</summary>
    public AlertComparison Comparison { get; init; }

    /// <summary>
    /// Of a percent change: how many events the greater of the two windows must have. Of a crash-free rate: how many sessions there must be.
    /// </summary>
    public long Minimum { get; init; } = 10;

    /// <summary>Of a crash-free rate: what is counted.</summary>
    public CrashFreeMeasure Measure { get; init; }
}
