using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>
/// Counts the last hours up to a month, over all hosts and across restarts. The oldest hour, of which a part still lies in the window, counts whole: the limit
/// is never exceeded by what is known, and less than an hour is given away.
/// </summary>
internal sealed class LongCounter(QuotaRule rule, ProjectUsage usage, Func<UsageKey, bool> counts, TimeProvider timeProvider) : IQuotaCounter
{
    private UsageSnapshot? _summed;
    private long _fromHour;
    private long _sum;

    public long Used
    {
        get
        {
            var snapshot = usage.Snapshot;
            var from = UsageSnapshot.HourOf(timeProvider.GetUtcNow() - rule.Window).UtcTicks;
            if (!ReferenceEquals(snapshot, _summed) || from != _fromHour)
            {
                _sum = snapshot.PerHour(from, counts).Sum(hour => hour.Quantity);
                (_summed, _fromHour) = (snapshot, from);
            }

            return _sum + usage.OwnSince(snapshot, from, counts);
        }
    }

    public TimeSpan WaitFor(long quantity)
    {
        var now = timeProvider.GetUtcNow();
        var over = Used + quantity - rule.Limit;
        foreach (var (hour, amount) in usage.Snapshot.PerHour(_fromHour, counts))
        {
            over -= amount;
            if (over <= 0)
            {
                return Bounded(hour, now);
            }
        }

        // What is over was let in within this hour and the last.
        return Bounded(UsageSnapshot.HourOf(now).UtcTicks, now);
    }

    /// <summary>The counters of usage are added to by whoever lets in, once for all rules.</summary>
    public void Add(long quantity)
    {
    }

    public void Return(long quantity)
    {
    }

    private TimeSpan Bounded(long hour, DateTimeOffset now)
    {
        var wait = new DateTimeOffset(hour, TimeSpan.Zero) + TimeSpan.FromHours(1) + rule.Window - now;
        return wait > rule.Window ? rule.Window : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
