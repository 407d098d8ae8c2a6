using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>All that the events with one primary hash have counted.</summary>
internal sealed class HashTotals
{
    /// <summary>
    /// The most different hours of one hash, eleven years of them; events of further ones count, but not in the series.
    /// It bounds what timestamps all over the calendar can cost.
    /// </summary>
    public const int MaxHours = 100_000;

    public long Count { get; set; }

    /// <summary>The earliest timestamp, UTC ticks; meaningless while nothing was counted.</summary>
    public long FirstSeen { get; set; } = long.MaxValue;

    public long LastSeen { get; set; } = long.MinValue;

    /// <summary><see langword="null"/> while the hash is the primary one of no event.</summary>
    public LatestEvent? Latest { get; set; }

    public DistinctSketch Users { get; set; } = new();

    /// <summary>Counts by hours since the beginning of the calendar.</summary>
    public Dictionary<int, long> Hours { get; } = [];

    public HashFacets Facets { get; } = new();

    public static int HourOf(long ticks) => (int)(ticks / TimeSpan.TicksPerHour);

    /// <summary>Counts an event.</summary>
    public void Add(GroupedEvent added)
    {
        Count++;
        var ticks = added.Timestamp.UtcTicks;
        FirstSeen = Math.Min(FirstSeen, ticks);
        LastSeen = Math.Max(LastSeen, ticks);
        Latest = Latest is null || LatestEvent.IsLater(added, Latest) ? LatestEvent.Of(added) : Latest;
        AddHour(HourOf(ticks));
        if (added.UserHash is { } user)
        {
            Users.Add(user);
        }

        Facets.Add(added);
    }

    /// <summary>About how much memory this takes.</summary>
    public long EstimateBytes() => 2_500 + (Hours.Count * 24L) + Facets.EstimateBytes();

    private void AddHour(int hour)
    {
        if (Hours.TryGetValue(hour, out var count))
        {
            Hours[hour] = count + 1;
        }
        else if (Hours.Count < MaxHours)
        {
            Hours.Add(hour, 1);
        }
    }
}
