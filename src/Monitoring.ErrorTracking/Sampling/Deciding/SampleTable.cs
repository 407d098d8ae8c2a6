namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>
/// What a host knows of the hashes that it has seen last, in a bounded table without locks. A hash that was pushed out begins anew, as all do when the host
/// starts: then rather too much is kept than too little.
/// </summary>
internal sealed class SampleTable(int places = SampleTable.DefaultPlaces)
{
    private const int DefaultPlaces = 65_536;
    private const int Ways = 4;

    private readonly IssueSample?[] _places = new IssueSample?[places];

    /// <summary>The sample of a hash in the hour of an instant.</summary>
    public IssueSample Get(ProjectId project, GroupingHash hash, long now)
    {
        var hour = now / TimeSpan.TicksPerHour;
        var start = (int)((uint)HashCode.Combine(project, hash) % (uint)(_places.Length / Ways)) * Ways;
        while (true)
        {
            var victim = start;
            var oldest = long.MaxValue;
            IssueSample? known = null;
            for (var place = start; place < start + Ways; place++)
            {
                var sample = Volatile.Read(ref _places[place]);
                if (sample?.Is(project, hash) == true)
                {
                    (known, victim) = (sample, place);
                    break;
                }

                if ((sample?.SeenAt ?? 0) < oldest)
                {
                    (oldest, victim) = (sample?.SeenAt ?? 0, place);
                }
            }

            if (known?.Hour == hour)
            {
                known.SeenAt = now;
                return known;
            }

            var seen = known ?? Volatile.Read(ref _places[victim]);
            var made = new IssueSample(project, hash, hour, known?.KeptAt ?? 0) { SeenAt = now };
            if (Interlocked.CompareExchange(ref _places[victim], made, seen) == seen)
            {
                return made;
            }
        }
    }
}
