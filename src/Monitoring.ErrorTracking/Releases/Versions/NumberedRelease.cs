using System.Globalization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Versions;

/// <summary>
/// A release that is a date or a running number: <c>2026-11-23</c>, <c>20261123.4</c>, <c>build-1007</c>. What stands before the first digit belongs to the
/// name of what is numbered.
/// </summary>
internal sealed class NumberedRelease
{
    private const int MaxNumbers = 12;

    /// <summary>More digits are a hash that happens to have no letter.</summary>
    private const int MaxDigits = 18;

    private NumberedRelease(string stem, IndexKey key, long first)
    {
        Stem = stem;
        Key = key;
        First = first;
    }

    public string Stem { get; }

    public IndexKey Key { get; }

    /// <summary>The first number.</summary>
    public long First { get; }

    /// <returns><see langword="null"/> when the text is something else, such as a word or the hash of a commit.</returns>
    public static NumberedRelease? Parse(ReadOnlySpan<char> text)
    {
        var digit = text.IndexOfAnyInRange('0', '9');
        if (digit < 0 || !IsStem(text[..digit]))
        {
            return null;
        }

        var key = IndexKey.Empty;
        var first = 0L;
        var rest = text[digit..];
        for (var count = 0; !rest.IsEmpty; count++)
        {
            var length = rest.IndexOfAnyExceptInRange('0', '9');
            var digits = length < 0 ? rest : rest[..length];
            if (count == MaxNumbers || digits.Length is 0 or > MaxDigits)
            {
                return null;
            }

            var number = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            first = count == 0 ? number : first;
            key = key.Add(number);
            rest = rest[digits.Length..];
            var next = rest.IndexOfAnyInRange('0', '9');
            var between = next < 0 ? rest : rest[..next];
            if (between.ContainsAnyExcept(ReleaseCharacters.Separators))
            {
                return null;
            }

            rest = rest[between.Length..];
        }

        return new NumberedRelease(text[..digit].ToString(), key, first);
    }

    /// <summary>A stem ends where it is set off, as in <c>build-12</c>: otherwise the hash <c>abc1234</c> would be number 1234 of 'abc'.</summary>
    private static bool IsStem(ReadOnlySpan<char> stem) =>
        stem.IsEmpty || stem is "v" or "V" or "r" or "R" or "b" or "build" or "rev" or "release" || ReleaseCharacters.Separators.Contains(stem[^1]);
}
