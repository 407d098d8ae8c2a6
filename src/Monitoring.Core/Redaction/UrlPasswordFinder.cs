using System.Buffers;

namespace Monitoring.Core.Redaction;

/// <summary>Finds passwords in URLs and connection strings of the form <c>scheme://name:password@host</c>.</summary>
internal static class UrlPasswordFinder
{
    private static readonly SearchValues<char> EndOfAuthority = SearchValues.Create("/?# \t\r\n\"'<>`\\");

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOf("://") is var offset and >= 0)
        {
            var start = position + offset + "://".Length;
            var length = text[start..].IndexOfAny(EndOfAuthority);
            position = length < 0 ? text.Length : start + length;
            var authority = text[start..position];
            var colon = authority.IndexOf(':');
            var at = authority.LastIndexOf('@');
            if (colon >= 0 && at > colon)
            {
                found.Add(start + colon + 1, start + at);
            }
        }
    }
}
