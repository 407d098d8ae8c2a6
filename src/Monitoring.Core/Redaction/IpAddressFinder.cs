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
            var candidate = text[start..position].TrimEnd(".:");
            if (Characters.IsWordStart(text, start) && Characters.IsWordEnd(text, start + candidate.Length))
            {
                // "1.2.3.4:80" is an address with a port.
                var colon = candidate.IndexOf(':');
                var address = candidate.Count(':') == 1 ? candidate[..colon] : candidate;
                if (IsAddress(address))
                {
                    found.Add(start, start + address.Length);
                }
            }
        }
    }

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.Length is >= 3 and <= MaxLength
        && (text.Count('.') == 3 || text.Count(':') >= 2)
        && text.ContainsAnyInRange('0', '9')
        && IPAddress.TryParse(text, out _);
}
