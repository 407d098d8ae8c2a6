using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Remembers what is known of names, as they repeat from event to event. Bounded: each place is taken over by the newest name that falls on it.</summary>
/// <remarks>Safe for any number of threads without locks: entries are immutable and replaced whole.</remarks>
internal sealed class NameCache(Func<byte[], NameInfo> inform)
{
    private const int PlaceBits = 12;
    private const int MaxBytes = 64;

    private readonly NameInfo?[] _places = new NameInfo?[1 << PlaceBits];

    public NameInfo Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxBytes)
        {
            return inform(name.ToArray());
        }

        // Two places for each name, so that two names that fall on the same do not push each other out all the time.
        var hash = ByteHash.Of(name) >> (64 - PlaceBits);
        ref var place = ref _places[hash];
        var known = Volatile.Read(ref place);
        if (known is not null && name.SequenceEqual(known.Utf8))
        {
            return known;
        }

        ref var second = ref _places[hash ^ 1];
        var other = Volatile.Read(ref second);
        if (other is not null && name.SequenceEqual(other.Utf8))
        {
            return other;
        }

        var made = inform(name.ToArray());
        if (known is not null)
        {
            Volatile.Write(ref second, known);
        }

        Volatile.Write(ref place, made);
        return made;
    }
}
