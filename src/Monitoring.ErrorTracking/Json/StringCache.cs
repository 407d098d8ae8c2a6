using System.Numerics;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// Gives the same <see cref="string"/> for the same JSON string again, as the names, files, functions and keys of errors repeat
/// from event to event. Bounded: a fixed number of places, each taken over by the newest string that falls on it.
/// </summary>
/// <remarks>
/// Safe for any number of threads without locks: entries are immutable and replaced whole. Two strings that take turns on one
/// place cost an allocation each, never a wrong answer.
/// </remarks>
internal sealed class StringCache
{
    /// <summary>Longer strings are not kept, in bytes.</summary>
    public const int MaxBytes = 128;

    private readonly Entry?[] _entries;
    private readonly int _mask;

    /// <param name="places">How many strings are kept at most; a power of two.</param>
    public StringCache(int places = 8192)
    {
        if (!BitOperations.IsPow2(places))
        {
            throw new ArgumentOutOfRangeException(nameof(places), places, "The number of places must be a power of two.");
        }

        _entries = new Entry?[places];
        _mask = places - 1;
    }

    /// <summary>The string of the bytes between the quotes; the raw bytes tell strings apart, as a raw backslash is always an escape.</summary>
    public string Get(ReadOnlySpan<byte> raw, bool escaped)
    {
        if (raw.IsEmpty)
        {
            return "";
        }

        if (raw.Length > MaxBytes)
        {
            return JsonText.Decode(raw, escaped);
        }

        ref var place = ref _entries[(int)(ByteHash.Of(raw) >> 40) & _mask];
        var entry = Volatile.Read(ref place);
        if (entry is not null && raw.SequenceEqual(entry.Raw))
        {
            return entry.Text;
        }

        entry = new Entry(raw.ToArray(), JsonText.Decode(raw, escaped));
        Volatile.Write(ref place, entry);
        return entry.Text;
    }

    /// <summary>The string of a text without escapes. A text with a backslash is not kept: its bytes could be those of an escaped one.</summary>
    public string GetPlain(ReadOnlySpan<byte> text) => text.Contains((byte)'\\') ? JsonText.Decode(text, escaped: false) : Get(text, escaped: false);

    private sealed class Entry(byte[] raw, string text)
    {
        public byte[] Raw { get; } = raw;

        public string Text { get; } = text;
    }
}
