using System.Buffers;
using System.Net;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads pairs that are written as one text: queries, forms and cookies.</summary>
internal static class FormText
{
    private static readonly SearchValues<char> NotInForms = SearchValues.Create(" \t\r\n{}[]<>\"");

    /// <summary>The decoded pairs of a text like <c>a=1&amp;b=2</c>.</summary>
    public static IEnumerable<TextPair> ReadQuery(string text)
    {
        foreach (var part in Split(text, '&'))
        {
            var (name, value) = Divide(part);
            yield return new TextPair(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value));
        }
    }

    /// <summary>The pairs of a text like <c>a=1; b=2</c>, as they stand.</summary>
    public static IEnumerable<TextPair> ReadCookies(string text)
    {
        foreach (var part in Split(text, ';'))
        {
            var (name, value) = Divide(part);
            yield return new TextPair(name.Trim(), value.Trim());
        }
    }

    /// <summary>Whether a body is a whole form and not just any text: several pairs, or one with a value.</summary>
    public static bool LooksLikeForm(string text)
    {
        if (text.AsSpan().ContainsAny(NotInForms) || text.EndsWith("...", StringComparison.Ordinal) || !text.Contains('=', StringComparison.Ordinal))
        {
            return false;
        }

        var pairs = ReadQuery(text).Take(2).ToArray();
        return pairs.Length > 1 || pairs is [{ Value.Length: > 0 }];
    }

    /// <summary>The parts between separators, one at a time: a text may have very many, of which few are wanted.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(separator, start);
            end = end < 0 ? text.Length : end;
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
            {
                yield return text[start..end];
            }

            start = end + 1;
        }
    }

    private static (string Name, string Value) Divide(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (part, "") : (part[..equals], part[(equals + 1)..]);
    }
}
