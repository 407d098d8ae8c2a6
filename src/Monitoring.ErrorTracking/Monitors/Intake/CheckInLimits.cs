using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Monitors.Intake;

/// <summary>Admits so many check-ins of a monitor in an environment a minute. Each host counts for itself.</summary>
internal sealed class CheckInLimits(IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int Sweep = 10_000;

    /// <summary>The most monitors and environments within a minute; names beyond it, made up by a sender, fit no limit.</summary>
    private const int MaxWindows = 100_000;

    private readonly KeyRateLimit _limit = new() { Count = options.Value.Monitors.CheckInsPerMinute, Window = TimeSpan.FromMinutes(1) };
    private readonly ConcurrentDictionary<(ProjectId Project, string Slug, string Environment), RateWindow> _windows = new();
    private readonly long _start = timeProvider.GetTimestamp();
    private int _sweepAt = Sweep;

    /// <summary>Whether a check-in fits now; if so it counts.</summary>
    public bool TryAdmit(ProjectId project, string slug, string environment)
    {
        var now = timeProvider.GetElapsedTime(_start);
        return FindWindow((project, slug, environment), now)?.TryAdmit(now, out _) ?? false;
    }

    private RateWindow? FindWindow((ProjectId Project, string Slug, string Environment) key, TimeSpan now)
    {
        if (_windows.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_windows.Count > Volatile.Read(ref _sweepAt))
        {
            ForgetIdle(now);
        }

        return _windows.Count < MaxWindows ? _windows.GetOrAdd(key, static (_, limit) => new RateWindow(limit), _limit) : null;
    }

    private void ForgetIdle(TimeSpan now)
    {
        foreach (var (key, window) in _windows)
        {
            if (window.IsIdle(now))
            {
                _windows.TryRemove(KeyValuePair.Create(key, window));
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(Sweep, 2 * _windows.Count));
    }
}
