namespace Monitoring.ErrorTracking.Releases.Sightings;

/// <summary>When a release was seen by this host.</summary>
internal sealed class Sighting(ProjectId project, string version)
{
    private long _first = long.MaxValue;
    private long _last;

    public ProjectId Project { get; } = project;

    public string Version { get; } = version;

    public DateTimeOffset First => new(Volatile.Read(ref _first), TimeSpan.Zero);

    public DateTimeOffset Last => new(Volatile.Read(ref _last), TimeSpan.Zero);

    /// <summary>Up to when the store knows; only the writer reads and sets it.</summary>
    public DateTimeOffset? WrittenUpTo { get; set; }

    public void See(long ticks)
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
