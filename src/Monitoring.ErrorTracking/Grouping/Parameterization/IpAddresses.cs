using System.Buffers;

namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises IP addresses that no word character touches.</summary>
internal static class IpAddresses
{
    private const int MaxLength = 46;
    private const int Groups = 8;
    private const int GroupLength = 4;
    private const int Octets = 4;

    private static readonly SearchValues<char> V6 = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static int Match(ReadOnlySpan<char> text, int start) =>
        Chars.IsWordAt(text, start - 1) ? 0 : Version4(text, start) is var length and > 0 && !Chars.IsWordAt(text, start + length) ? length : Version6(text, start);

    private static int Version4(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        for (var octet = 0; octet < Octets; octet++)
        {
            if (octet > 0 && !Chars.IsAt(text, end++, '.'))
            {
                return 0;
            }

            var digits = Math.Min(Chars.Digits(text, end), 4);
            if (digits is 0 or 4 || (digits == 3 && text.Slice(end, 3).SequenceCompareTo("255") > 0))
            {
                return 0;
            }

            end += digits;
        }

        return end - start;
    }

    /// <summary>A colon or dot after the address belongs to the sentence.</summary>
    private static int Version6(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        rest = rest[..Math.Min(rest.Length, MaxLength)];
        var run = rest.IndexOfAnyExcept(V6);
        var length = run < 0 ? rest.Length : run;
        if (length < 3 || !rest[..length].Contains(':') || Chars.IsWordAt(text, start + length) || Chars.IsAt(text, start - 1, ':'))
        {
            return 0;
        }

        while (length > 0 && rest[length - 1] is '.' or ':' && !rest[..length].EndsWith("::"))
        {
            length--;
        }

        return IsVersion6(rest[..length]) ? length : 0;
    }

    private static bool IsVersion6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return CountGroups(text, allowsVersion4: true) == Groups;
        }

        var left = CountGroups(text[..gap], allowsVersion4: false);
        var right = CountGroups(text[(gap + 2)..], allowsVersion4: true);
        return left >= 0 && right >= 0 && left + right is > 0 and < Groups;
    }

    /// <summary>How many groups of digits there are, of which an IPv4 address at the end counts two; -1 when the text is malformed.</summary>
    private static int CountGroups(ReadOnlySpan<char> text, bool allowsVersion4)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var count = 0;
        foreach (var range in text.Split(':'))
        {
            var group = text[range];
            var isLast = range.End.Value == text.Length;
            if (isLast && allowsVersion4 && group.Contains('.') && Version4(group, 0) == group.Length)
            {
                return count + 2;
            }

            if (group.Length is 0 or > GroupLength || Chars.HexDigits(group, 0) != group.Length)
            {
                return -1;
            }

            count++;
        }

        return count;
    }
}
