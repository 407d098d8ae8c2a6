using System.Collections.Immutable;
using Monitoring.ErrorTracking.Monitors.Judging;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Until when a host was alive to hear check-ins, and when none was.</summary>
internal sealed record UptimeDocument
{
    public const string Key = "uptime";

    private const int MaxGaps = 100;

    public required DateTimeOffset AliveUntil { get; init; }

    /// <summary>In the order of time.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>Alive until now; if the last sign of life is too old, with a gap between.</summary>
    public UptimeDocument At(DateTimeOffset now, TimeSpan gapAfter)
    {
        if (now - AliveUntil <= gapAfter)
        {
            return this with { AliveUntil = now };
        }

        // No run takes longer than the longest time: what lies before it concerns nobody.
        var oldest = now - MonitorSettings.LongestTime - MonitorSettings.LongestTime;
        return new UptimeDocument
        {
            AliveUntil = now,
            Gaps = [.. Gaps.Where(gap => gap.To > oldest).TakeLast(MaxGaps - 1), new Gap { From = AliveUntil, To = now }],
        };
    }
}
