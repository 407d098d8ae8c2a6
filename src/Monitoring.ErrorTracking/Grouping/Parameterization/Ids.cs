namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises ids. Only where it is said do the methods look at what follows.</summary>
internal static class Ids
{
    public const int UuidHead = 8;
    public const int Sha1Length = 40;
    public const int Md5Length = 32;

    private const int MinHex = 8;
    private const int MaxHex = 128;
    private const int CommitLength = 7;
    private const int MinMadeUp = 8;
    private const int MinDigitChanges = 3;
    private const int MinChanges = 6;

    /// <summary>The ids of traces that W3C and Amazon write.</summary>
    public static int TraceParent(ReadOnlySpan<char> text, int start)
    {
        if (Chars.StartsAt(text, start, "00-"))
        {
            return Groups(text, start + 3, [32, 16, 2]) is var length and > 0 ? length + 3 : 0;
        }

        return Chars.StartsAt(text, start, "1-") && Groups(text, start + 2, [8, 24]) is var amazon and > 0 ? amazon + 2 : 0;
    }

    public static int Uuid(ReadOnlySpan<char> text, int start) => Groups(text, start, [8, 4, 4, 4, 12]);

    /// <summary>The ids that OpenStack Swift gives its transactions, with the name of the cluster.</summary>
    public static int SwiftTransaction(ReadOnlySpan<char> text, int start)
    {
        if (!Chars.StartsAt(text, start, "tx") || Groups(text, start + 2, [21, 10]) is not (var length and > 0))
        {
            return 0;
        }

        var end = start + 2 + length;
        if (Chars.IsAt(text, end, '-') && Chars.IsWordAt(text, end + 1))
        {
            end++;
            while (Chars.IsWordAt(text, end) || (Chars.IsAt(text, end, '-') && Chars.IsWordAt(text, end + 1)))
            {
                end++;
            }
        }

        return Chars.IsWordAt(text, end) ? 0 : end - start;
    }

    public static int PrefixedHex(ReadOnlySpan<char> text, int start) =>
        text[start] == '0' && (Chars.IsAt(text, start + 1, 'x') || Chars.IsAt(text, start + 1, 'X')) && Chars.HexDigits(text, start + 2) is var digits and > 0
            ? digits + 2
            : 0;

    /// <summary>Many hexadecimal digits of one case; a word of letters alone is a word.</summary>
    public static int BareHex(ReadOnlySpan<char> text, int start)
    {
        var length = Chars.HexDigits(text, start);
        var word = text.Slice(start, length);
        return length is >= MinHex and <= MaxHex && word.ContainsAnyInRange('0', '9') && !(word.ContainsAnyInRange('a', 'f') && word.ContainsAnyInRange('A', 'F'))
            ? length
            : 0;
    }

    public static int ShortCommit(ReadOnlySpan<char> text, int start)
    {
        var length = Chars.HexDigits(text, start);
        var word = text.Slice(start, length);
        return length == CommitLength && word.ContainsAnyInRange('0', '9') && word.ContainsAnyInRange('a', 'f') && !word.ContainsAnyInRange('A', 'F') ? length : 0;
    }

    /// <summary>
    /// A word of letters and digits that nobody would have chosen: it begins with a digit, or letters and digits, or upper and lower case
    /// beside a digit, change too often.
    /// </summary>
    public static int MadeUp(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        var word = text[start..end];
        if (word.Length < MinMadeUp || !word.ContainsAnyInRange('0', '9') || !word.ContainsAnyExceptInRange('0', '9'))
        {
            return 0;
        }

        var digitChanges = 0;
        var changes = 0;
        for (var i = 1; i < word.Length; i++)
        {
            digitChanges += char.IsAsciiDigit(word[i]) != char.IsAsciiDigit(word[i - 1]) ? 1 : 0;
            changes += Kind(word[i]) != Kind(word[i - 1]) ? 1 : 0;
        }

        return char.IsAsciiDigit(word[0]) || digitChanges >= MinDigitChanges || changes >= MinChanges ? word.Length : 0;
    }

    private static int Kind(char character) => char.IsAsciiDigit(character) ? 0 : char.IsAsciiLetterUpper(character) ? 1 : 2;

    /// <summary>Groups of hexadecimal digits, divided by dashes.</summary>
    private static int Groups(ReadOnlySpan<char> text, int start, ReadOnlySpan<int> lengths)
    {
        var end = start;
        for (var group = 0; group < lengths.Length; group++)
        {
            if (group > 0 && !Chars.IsAt(text, end++, '-'))
            {
                return 0;
            }

            for (var digit = 0; digit < lengths[group]; digit++, end++)
            {
                if ((uint)end >= (uint)text.Length || !char.IsAsciiHexDigit(text[end]))
                {
                    return 0;
                }
            }
        }

        return end - start;
    }
}
