using System.Text;

namespace Monitoring.ErrorTracking;

/// <summary>Shortens and mends texts.</summary>
internal static class Texts
{
    private const string Ellipsis = "...";

    /// <summary>
    /// The text as it comes back from a store: halves of characters, which no encoding can write, are U+FFFD. The same instance when there are none.
    /// </summary>
    public static string WellFormed(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        return start < 0 ? text : string.Concat(text.AsSpan(0, start), Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text[start..])));
    }

    /// <summary>Cuts a text to a length, with three dots at the end, never within a character.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - Ellipsis.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), Ellipsis);
    }
}
