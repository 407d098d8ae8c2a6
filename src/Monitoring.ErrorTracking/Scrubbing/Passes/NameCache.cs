namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Remembers what is known of names, as they repeat from event to event. Bounded: each place is taken over by the newest name that falls on it.</summary>
/// <remarks>Safe for any number of threads without locks: entries are immutable and replaced whole.</remarks>
internal sealed class NameCache(Func<byte[], NameInfo> inform)
{
    private const int Places = 2048;
    private const int MaxBytes = 64;

    private readonly NameInfo?[] _places = new NameInfo?[Places];

    public NameInfo Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxBytes)
        {
            return inform(name.ToArray());
        }

        ref var place = ref _places[Hash(name) % Places];
        var known = Volatile.Read(ref place);
        if (known is not null && name.SequenceEqual(known.Utf8))
        {
            return known;
        }

        known = inform(name.ToArray());
        Volatile.Write(ref place, known);
        return known;
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var value in name)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash;
    }
}
