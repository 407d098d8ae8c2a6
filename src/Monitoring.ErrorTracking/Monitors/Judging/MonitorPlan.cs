using System.Globalization;
using Monitoring.ErrorTracking.Monitors.Schedules;

namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>The settings of a monitor, ready to judge by.</summary>
internal sealed class MonitorPlan
{
    private readonly Slots? _slots;

    /// <param name="settings">The settings.</param>
    /// <param name="status">Whether failures are told.</param>
    /// <param name="revision">Which setting of the schedule it is.</param>
    /// <param name="now">The present.</param>
    public MonitorPlan(MonitorSettings settings, MonitorStatus status, int revision, DateTimeOffset now)
    {
        Settings = settings;
        IsMuted = status != MonitorStatus.Active;
        Key = revision.ToString(CultureInfo.InvariantCulture);

        // A zone that the host no longer knows: nothing can be expected, but what comes is still taken.
        _slots = Slots.TryCreate(settings.Schedule, settings.TimeZone, now, out var slots, out _) ? slots : null;
    }

    public MonitorSettings Settings { get; }

    public bool IsMuted { get; }

    /// <summary>Differs whenever what is expected must be reckoned anew.</summary>
    public string Key { get; }

    public DateTimeOffset? AfterRun(DateTimeOffset startedAt) => _slots?.AfterRun(startedAt);

    public DateTimeOffset? AfterSlot(DateTimeOffset expectedAt) => _slots?.AfterSlot(expectedAt);
}
