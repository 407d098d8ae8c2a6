using System.Buffers;
using System.Net;

namespace Monitoring.Core.Redaction;

/// <summary>Finds IP addresses of both versions.</summary>
internal static class IpAddressFinder
{
    private const int MaxLength = 45;

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOfAny(AddressCharacters) is var offset and >= 0)
        {
            var start = position + offset;
            position = Characters.EndOf(AddressCharacters, text, start);
            var end = start + text[start..position].TrimEnd(".:").Length;
            if (Characters.IsWordEnd(text, end))
            {
                FindIn(text, start, end, ref found);
            }
        }
    }

    /// <summary>Looks at a stretch of letters, digits, dots and colons that may stand in an address.</summary>
    private static void FindIn(ReadOnlySpan<char> text, int start, int end, ref Findings found)
    {
        // "peer:10.0.0.7": before the first colon stands a word, or the end of one, and not the address.
        if (!Characters.IsWordStart(text, start) || (text[start] == ':' && !text[start..end].StartsWith("::")))
        {
            var colon = text[start..end].IndexOf(':');
            if (colon < 0)
            {
                return;
            }

            start += colon + 1;
        }

        if (IsAddress(text[start..end]))
        {
            found.Add(start, end);
            return;
        }

        // "1.2.3.4:80" is an address with a port, "cafe:1.2.3.4" one with a name.
        foreach (var range in text[start..end].Split(':'))
        {
            var (from, to) = (start + range.Start.Value, start + range.End.Value);
            if (text[from..to].Count('.') == 3 && IsAddress(text[from..to]))
            {
                found.Add(from, to);
            }
        }
    }

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.Length is >= 3 and <= MaxLength
        && (text.Count('.') == 3 || text.Count(':') >= 2)
        && text.ContainsAnyInRange('0', '9')
        && IPAddress.TryParse(text, out _);
}
