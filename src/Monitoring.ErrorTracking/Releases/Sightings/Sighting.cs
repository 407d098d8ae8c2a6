namespace Monitoring.ErrorTracking.Releases.Sightings;

/// <summary>When a release was seen by this host.</summary>
internal sealed class Sighting(ProjectId project, string version)
{
    private long _first = long.MaxValue;
    private long _last;
    private long _firstEvent = long.MaxValue;
    private long _lastEvent;

    public ProjectId Project { get; } = project;

    public string Version { get; } = version;

    public DateTimeOffset First => new(Volatile.Read(ref _first), TimeSpan.Zero);

    public DateTimeOffset Last => new(Volatile.Read(ref _last), TimeSpan.Zero);

    /// <summary>When the first event of it was seen; null when none was.</summary>
    public DateTimeOffset? FirstEvent => Volatile.Read(ref _firstEvent) is var ticks and not long.MaxValue ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>When the last event of it was seen; null when none was.</summary>
    public DateTimeOffset? LastEvent => Volatile.Read(ref _lastEvent) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>Up to when the store knows; only the writer reads and sets it.</summary>
    public DateTimeOffset? WrittenUpTo { get; set; }

    /// <summary>Whether the store knows of an event; only the writer reads and sets it.</summary>
    public bool IsEventWritten { get; set; }

    /// <summary>Notes an event.</summary>
    public void See(long ticks)
    {
        Lower(ref _firstEvent, ticks);
        Raise(ref _lastEvent, ticks);
        Name(ticks);
    }

    /// <summary>Notes that it was named, by an event or by something else.</summary>
    public void Name(long ticks)
    {
        Lower(ref _first, ticks);
        Raise(ref _last, ticks);
    }

    private static void Lower(ref long place, long value)
    {
        for (var now = Volatile.Read(ref place); value < now;)
        {
            var before = Interlocked.CompareExchange(ref place, value, now);
            if (before == now)
            {
                return;
            }

            now = before;
        }
    }

    private static void Raise(ref long place, long value)
    {
        for (var now = Volatile.Read(ref place); value > now;)
        {
            var before = Interlocked.CompareExchange(ref place, value, now);
            if (before == now)
            {
                return;
            }

            now = before;
        }
    }
}
