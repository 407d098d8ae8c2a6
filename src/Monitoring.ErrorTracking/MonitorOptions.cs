using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>The bounds of check-ins, and how carefully they are judged.</summary>
public sealed class MonitorOptions
{
    /// <summary>How many check-ins of a monitor in an environment are taken in a minute; the rest is dropped and counted.</summary>
    /// <value>The default value is 6.</value>
    [Range(1, 1_000_000)]
    public int CheckInsPerMinute { get; set; } = 6;

    /// <summary>How many monitors a project may have.</summary>
    /// <value>The default value is 1,000.</value>
    [Range(1, 100_000)]
    public int MaxMonitors { get; set; } = 1000;

    /// <summary>In how many environments a monitor may check in.</summary>
    /// <value>The default value is 50.</value>
    [Range(1, 100)]
    public int MaxEnvironments { get; set; } = 50;

    /// <summary>How long check-ins are kept.</summary>
    /// <value>The default value is 30 days.</value>
    [TimeSpanRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan CheckInRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long after its time a run is judged, so that a check-in that was received in time has become durable by then.
    /// </summary>
    /// <value>The default value is 5 seconds.</value>
    [TimeSpanRange("00:00:00", "00:10:00")]
    public TimeSpan JudgingDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the end of a run of a monitor that nobody knows is held back, because SDKs send it beside the beginning and without the configuration
    /// that makes the monitor, so that it may come first. Its sender is answered afterwards.
    /// </summary>
    /// <value>The default value is 2 seconds; zero drops such an end at once.</value>
    [TimeSpanRange("00:00:00", "00:00:30")]
    public TimeSpan EarlyEndHold { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long no host must have been alive for the time to count as one in which no check-in could be heard. Runs that may have begun or ended
    /// then are recorded as unknown and not as failed.
    /// </summary>
    /// <value>The default value is 30 seconds.</value>
    [TimeSpanRange("00:00:02", "1.00:00:00")]
    public TimeSpan GapAfter { get; set; } = TimeSpan.FromSeconds(30);
}
