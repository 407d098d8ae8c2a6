using System.Diagnostics.CodeAnalysis;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// Remembers what was made of long parts of events, such as the frames of a stack trace, that come again byte by byte: an error that happens often sends the same
/// ones each time.
/// </summary>
/// <remarks>
/// <para>Parts are arrays or objects: a text that begins with such a part has that part there and nothing else, so that it is found without looking for its end.</para>
/// <para>A part is remembered when it comes for the second time, so that those that come once leave nothing behind. Bounded: a full place gives one up for the
/// next, and all are given up when they have too many bytes together.</para>
/// <para>Safe for any number of threads without locks: what is remembered is immutable and replaced whole. Of two threads that learn at once one may lose.</para>
/// </remarks>
/// <typeparam name="T">What is made of a part. It must depend on nothing but its bytes.</typeparam>
internal sealed class RepeatedParts<T>
    where T : class
{
    /// <summary>Shorter parts are made anew as quickly.</summary>
    private const int MinBytes = 256;

    private const int MaxBytes = 128 * 1024;
    private const long MaxTotal = 8 * 1024 * 1024;
    private const int PlaceBits = 10;
    private const int MarkBits = 13;

    /// <summary>Traces that come through the same framework begin alike, and share a place.</summary>
    private const int MaxPerPlace = 64;

    private const int HeadBytes = 128;

    private readonly Entry[]?[] _places = new Entry[]?[1 << PlaceBits];
    private readonly uint[] _seen = new uint[1 << MarkBits];
    private long _total;

    /// <summary>Takes a part that is remembered.</summary>
    /// <param name="json">Stands before a value; behind it, when it is such a part.</param>
    /// <param name="value">What was made of it.</param>
    public bool TryTake(ref JsonCursor json, [NotNullWhen(true)] out T? value)
    {
        var text = json.Rest;
        if (text.Length >= MinBytes && Volatile.Read(ref _places[PlaceOf(text)]) is { } entries)
        {
            foreach (var entry in entries)
            {
                if (entry.IsBeginOf(text) && json.TryPass(entry.Part.Length, entry.Levels))
                {
                    value = entry.Value;
                    return true;
                }
            }
        }

        value = null;
        return false;
    }

    /// <summary>Takes note of a part that was not found, and remembers it if it was noted before.</summary>
    /// <param name="part">The part, without faults.</param>
    /// <param name="make">Makes the value of a copy of the part that stays as it is.</param>
    public void Learn(ReadOnlySpan<byte> part, Func<ReadOnlyMemory<byte>, T> make)
    {
        if (part is not { Length: >= MinBytes and <= MaxBytes } || part[^1] is not ((byte)']' or (byte)'}'))
        {
            return;
        }

        var hash = ByteHash.Of(part);
        ref var seen = ref _seen[hash >> (64 - MarkBits)];
        if (Volatile.Read(ref seen) != (uint)hash)
        {
            Volatile.Write(ref seen, (uint)hash);
            return;
        }

        var copy = part.ToArray();
        var json = new JsonCursor(copy);
        json.TakeRaw(out var levels);
        if (json.ReachedEnd() && !json.HasLoneSurrogate)
        {
            Add(new Entry(copy, levels, make(copy)));
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> part) => (int)(ByteHash.Of(part[..HeadBytes]) >> (64 - PlaceBits));

    private void Add(Entry entry)
    {
        if (Interlocked.Add(ref _total, entry.Part.Length) > MaxTotal)
        {
            Array.Clear(_places);
            Volatile.Write(ref _total, entry.Part.Length);
        }

        ref var place = ref _places[PlaceOf(entry.Part)];
        var known = Volatile.Read(ref place) ?? [];
        Volatile.Write(ref place, [entry, .. known.Where(other => !other.Part.AsSpan().SequenceEqual(entry.Part)).Take(MaxPerPlace - 1)]);
    }

    private sealed class Entry(byte[] part, int levels, T value)
    {
        private const int TailBytes = 64;

        public byte[] Part { get; } = part;

        /// <summary>How many levels of values it has.</summary>
        public int Levels { get; } = levels;

        public T Value { get; } = value;

        /// <summary>Parts that begin alike differ at their ends more often than not.</summary>
        public bool IsBeginOf(ReadOnlySpan<byte> text) =>
            text.Length >= Part.Length
            && text[(Part.Length - TailBytes)..Part.Length].SequenceEqual(Part.AsSpan(^TailBytes..))
            && text[..Part.Length].SequenceEqual(Part);
    }
}
