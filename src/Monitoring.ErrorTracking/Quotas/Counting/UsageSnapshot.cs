using System.Collections.Immutable;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>What was let in of a project, as the store had it at an instant.</summary>
internal sealed class UsageSnapshot
{
    public static UsageSnapshot Empty { get; } = new();

    /// <summary>By the hour's ticks, without what this host still holds in memory.</summary>
    public Dictionary<long, Dictionary<UsageKey, long>> Hours { get; init; } = [];

    /// <summary>The hours that this host held in memory.</summary>
    public ImmutableArray<HourOfOutcomes> Own { get; init; } = [];

    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The timestamp of the reading; null when nothing was read yet.</summary>
    public long? ReadAt { get; init; }

    public static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    public static void Add(Dictionary<long, Dictionary<UsageKey, long>> hours, OutcomeDocument document)
    {
        if (document.Usage.IsDefaultOrEmpty)
        {
            return;
        }

        var ticks = document.Hour.UtcTicks;
        if (!hours.TryGetValue(ticks, out var usage))
        {
            hours.Add(ticks, usage = []);
        }

        foreach (var entry in document.Usage)
        {
            var key = new UsageKey(entry.Key, entry.Category);
            usage[key] = usage.GetValueOrDefault(key) + entry.Quantity;
        }
    }

    /// <summary>What was let in hour by hour, the oldest first.</summary>
    public IEnumerable<(long Hour, long Quantity)> PerHour(long fromHour, Func<UsageKey, bool> counts)
    {
        foreach (var (hour, usage) in Hours.Where(hour => hour.Key >= fromHour).OrderBy(hour => hour.Key))
        {
            yield return (hour, usage.Where(entry => counts(entry.Key)).Sum(entry => entry.Value));
        }
    }
}
