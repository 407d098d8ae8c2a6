using System.Buffers;

namespace Monitoring.Core.Redaction;

/// <summary>Sets of characters that the finders share.</summary>
internal static class Characters
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    public static SearchValues<char> AlphaNumeric { get; } = SearchValues.Create(Letters + Digits);

    public static SearchValues<char> Word { get; } = SearchValues.Create(Letters + Digits + "_");

    public static SearchValues<char> Name { get; } = SearchValues.Create(Letters + Digits + "_-.");

    /// <summary>Base64 for URLs.</summary>
    public static SearchValues<char> Base64Url { get; } = SearchValues.Create(Letters + Digits + "_-");

    public static SearchValues<char> Base64UrlAndDot { get; } = SearchValues.Create(Letters + Digits + "_-.");

    public static SearchValues<char> Base64 { get; } = SearchValues.Create(Letters + Digits + "+/=");

    /// <summary>The token68 of HTTP credentials.</summary>
    public static SearchValues<char> Token { get; } = SearchValues.Create(Letters + Digits + "-._~+/=");

    /// <summary>The end of the stretch of allowed characters that begins at a position.</summary>
    public static int EndOf(SearchValues<char> allowed, ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOfAnyExcept(allowed);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>Whether a word may begin at a position: no letter, digit or underscore stands before it, unless it is that of an escape.</summary>
    public static bool IsWordStart(ReadOnlySpan<char> text, int position) => position == 0 || !IsWordCharacter(text[position - 1]) || IsEscapeEnd(text, position);

    /// <summary>Whether an escape such as <c>\n</c> ends at a position, in a text that quotes another one as code writes it.</summary>
    public static bool IsEscapeEnd(ReadOnlySpan<char> text, int position) =>
        position > 1 && text[position - 2] == '\\' && text[position - 1] is 'n' or 'r' or 't' or 'f' or 'v' or 'b' or 'a';

    /// <summary>Whether a word may end at a position.</summary>
    public static bool IsWordEnd(ReadOnlySpan<char> text, int position) => position >= text.Length || !IsWordCharacter(text[position]);

    private static bool IsWordCharacter(char character) => character == '_' || char.IsLetterOrDigit(character);
}
