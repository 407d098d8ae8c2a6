using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>The texts that stand in place of what was found. They are left alone, so that scrubbing again changes nothing.</summary>
internal sealed class Placeholders(IEnumerable<string> replacements)
{
    public const string Filtered = "[Filtered]";

    private const string HashStart = "[hash:";
    private const int HashDigits = 20;
    private const int HashLength = 6 + HashDigits + 1;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEF");

    private readonly ImmutableArray<string> _texts =
        [.. replacements.Where(text => text.Length > 0).Concat(Enum.GetValues<ScrubType>().Select(OfType)).Append(Filtered).Distinct().OrderByDescending(text => text.Length)];

    private readonly int _longest = replacements.Select(text => text.Length).Append(HashLength).Max();

    private readonly FrozenSet<char> _first =
        replacements.Where(text => text.Length > 0).Select(text => text[0]).Append('[').ToFrozenSet();

    /// <summary>The text that names a type, such as <c>[email]</c>.</summary>
    public static string OfType(ScrubType type) => type == ScrubType.Anything ? Filtered : $"[{type.ToString().ToLowerInvariant()}]";

    public static string OfHash(ReadOnlySpan<byte> hash) => $"{HashStart}{Convert.ToHexString(hash[..(HashDigits / 2)])}]";

    /// <summary>Whether a text is one.</summary>
    public bool Is(ReadOnlySpan<char> text) => LengthAt(text) == text.Length && !text.IsEmpty;

    /// <summary>Whether a part of a text lies in one, or is one with brackets behind it.</summary>
    public bool Covers(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && text[end - 1] == ']')
        {
            end--;
        }

        var from = Math.Max(0, end - _longest);
        for (var at = start; at >= from; at--)
        {
            if (_first.Contains(text[at]) && LengthAt(text[at..]) is var length and > 0)
            {
                return at + length >= end;
            }
        }

        return false;
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var known in _texts)
        {
            if (text.StartsWith(known))
            {
                return known.Length;
            }
        }

        var isHash = text.Length >= HashLength && text.StartsWith(HashStart) && text[HashLength - 1] == ']'
            && !text.Slice(HashStart.Length, HashDigits).ContainsAnyExcept(HexDigits);
        return isHash ? HashLength : 0;
    }
}
