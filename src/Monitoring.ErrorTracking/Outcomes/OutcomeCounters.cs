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
        var now = timeProvider.GetUtcNow().UtcTicks;
        var hour = now - (now % TimeSpan.TicksPerHour);
        var hours = _hours.TryGetValue((project, hour), out var known) ? known : _hours.GetOrAdd((project, hour), Create);
        hours.Add(new OutcomeKey(category, outcome, reason), quantity);
    }

    /// <summary>Forgets an hour that is over and written.</summary>
    public void Forget(HourOfOutcomes hour) => _hours.TryRemove(KeyValuePair.Create((hour.Project, hour.Hour.UtcTicks), hour));

    private HourOfOutcomes Create((ProjectId Project, long Hour) key) =>
        new(key.Project, new DateTimeOffset(key.Hour, TimeSpan.Zero), EntityId.Create(timeProvider));
}
