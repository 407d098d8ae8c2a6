using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>Counts outcomes in memory. Safe to call on many threads; counting takes no lock.</summary>
internal sealed class OutcomeCounters(TimeProvider timeProvider, ErrorTrackingMetrics metrics)
{
    private readonly ConcurrentDictionary<(ProjectId Project, long Hour), HourOfOutcomes> _hours = new();

    /// <summary>The hours that are not written, or may still be added to.</summary>
    public ImmutableArray<HourOfOutcomes> Hours => [.. _hours.Values];

    /// <summary>Counts items of a project that is there, or of none: <see langword="default"/> counts for the host.</summary>
    public void Add(ProjectId project, string category, OutcomeKind outcome, string reason = "", long quantity = 1)
    {
        if (quantity <= 0)
        {
            return;
        }

        metrics.Item(category, outcome.Name(), reason, quantity);
        HourAt(project, timeProvider.GetUtcNow()).Add(new OutcomeKey(category, outcome, reason), quantity);
    }

    /// <summary>Counts what the quotas of a project let in, or counts it back.</summary>
    public void AddUsage(ProjectId project, UsageKey key, long quantity)
    {
        if (quantity != 0)
        {
            HourAt(project, timeProvider.GetUtcNow()).AddUsage(key, quantity);
        }
    }

    /// <summary>What was counted of a project in the hour of an instant; null when nothing was.</summary>
    public HourOfOutcomes? Find(ProjectId project, DateTimeOffset time) => _hours.GetValueOrDefault((project, HourOf(time)));

    /// <summary>Forgets an hour that is over and written.</summary>
    public void Forget(HourOfOutcomes hour) => _hours.TryRemove(KeyValuePair.Create((hour.Project, hour.Hour.UtcTicks), hour));

    private static long HourOf(DateTimeOffset time) => time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour);

    private HourOfOutcomes HourAt(ProjectId project, DateTimeOffset time)
    {
        var key = (project, HourOf(time));
        return _hours.TryGetValue(key, out var known) ? known : _hours.GetOrAdd(key, Create);
    }

    private HourOfOutcomes Create((ProjectId Project, long Hour) key) =>
        new(key.Project, new DateTimeOffset(key.Hour, TimeSpan.Zero), EntityId.Create(timeProvider));
}
