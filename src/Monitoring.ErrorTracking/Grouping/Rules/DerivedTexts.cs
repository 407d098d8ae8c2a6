using System.Numerics;
using System.Runtime.CompilerServices;

namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>
/// Gives what was derived from a string before, when the very same string comes again: reading gives the same string for the same name or path from event to
/// event. Bounded: a fixed number of places, each taken over by the newest text that falls on it.
/// </summary>
/// <remarks>
/// Safe for any number of threads without locks: entries are immutable and replaced whole. Strings are told apart by identity, so no sender can choose where
/// they fall. Two that take turns on one place cost the work again, never a wrong answer.
/// </remarks>
internal sealed class DerivedTexts
{
    /// <summary>Longer strings are not kept, in characters.</summary>
    public const int MaxLength = 128;

    private readonly Func<string, string> _derive;
    private readonly Entry?[] _entries;

    /// <param name="derive">Derives a text from another one, always the same from the same.</param>
    /// <param name="places">How many texts are kept at most: a power of two, or 0.</param>
    public DerivedTexts(Func<string, string> derive, int places)
    {
        if (places != 0 && !BitOperations.IsPow2(places))
        {
            throw new ArgumentOutOfRangeException(nameof(places), places, "The number of places must be a power of two.");
        }

        _derive = derive;
        _entries = new Entry?[places];
    }

    public string Get(string source)
    {
        if (source.Length > MaxLength || _entries.Length == 0)
        {
            return _derive(source);
        }

        ref var place = ref _entries[RuntimeHelpers.GetHashCode(source) & (_entries.Length - 1)];
        if (Volatile.Read(ref place) is { } entry && ReferenceEquals(entry.Source, source))
        {
            return entry.Derived;
        }

        var derived = _derive(source);
        if (!ReferenceEquals(derived, source))
        {
            Volatile.Write(ref place, new Entry(source, derived));
        }

        return derived;
    }

    private sealed class Entry(string source, string derived)
    {
        public string Source { get; } = source;

        public string Derived { get; } = derived;
    }
}
