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
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            yield return new TextPair(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value));
        }
    }

    /// <summary>The pairs of a text like <c>a=1; b=2</c>, as they stand.</summary>
    public static IEnumerable<TextPair> ReadCookies(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new TextPair(part, "") : new TextPair(part[..equals].Trim(), part[(equals + 1)..].Trim());
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
}
