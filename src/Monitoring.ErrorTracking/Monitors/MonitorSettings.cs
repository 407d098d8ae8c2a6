namespace Monitoring.ErrorTracking.Monitors;

/// <summary>What a job is expected to do, and when it counts as failed. SDKs send it with check-ins, people set it by the API; the last one counts.</summary>
/// <remarks>Defaults and bounds are those of the Sentry protocol.</remarks>
public sealed record MonitorSettings
{
    /// <summary>The longest name and the longest owner, in characters.</summary>
    public const int MaxTextLength = 128;

    /// <summary>The longest margin and run time: 28 days.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(40_320);

    /// <summary>The highest threshold.</summary>
    public const int MaxThreshold = 720;

    /// <summary>The name for people, at most <see cref="MaxTextLength"/> characters; empty for the slug.</summary>
    public string Name { get; init; } = "";

    /// <summary>When the job runs.</summary>
    public required MonitorSchedule Schedule { get; init; }

    /// <summary>The IANA zone in which the schedule is meant, such as <c>Europe/Prague</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How late a check-in may be, in whole minutes up to <see cref="LongestTime"/>; after that it is missed.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a run may take, in whole minutes from 1 up to <see cref="LongestTime"/>; after that it has timed out.</summary>
    public TimeSpan MaxRunTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many failures in a row make the monitor fail, 1 to <see cref="MaxThreshold"/>.</summary>
    public int FailureThreshold { get; init; } = 1;

    /// <summary>How many good check-ins in a row let it recover, 1 to <see cref="MaxThreshold"/>.</summary>
    public int RecoveryThreshold { get; init; } = 1;

    /// <summary>Who looks after it, such as <c>team:payments</c> or <c>user:17</c>; <see langword="null"/> for nobody. May be personal data.</summary>
    public string? Owner { get; init; }
}
