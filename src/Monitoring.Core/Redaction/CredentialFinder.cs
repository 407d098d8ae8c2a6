using System.Buffers;
using System.Text.Unicode;

namespace Monitoring.Core.Redaction;

/// <summary>Finds the credentials of HTTP's Bearer and Basic schemes wherever they are quoted, not only in a header.</summary>
internal static class CredentialFinder
{
    private const int MinBearer = 8;
    private const int MinBearerOfLetters = 20;
    private const int MaxBlanks = 4;
    private const int MaxBasic = 1024;

    private static readonly SearchValues<string> Schemes = SearchValues.Create(["bearer ", "basic "], StringComparison.OrdinalIgnoreCase);

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOfAny(Schemes) is var offset and >= 0)
        {
            var scheme = position + offset;
            var isBearer = text[scheme] is 'b' or 'B' && text[scheme + 1] is 'e' or 'E';
            var start = scheme + (isBearer ? "bearer ".Length : "basic ".Length);
            for (var blanks = 1; blanks < MaxBlanks && start < text.Length && text[start] == ' '; blanks++)
            {
                start++;
            }

            position = Characters.EndOf(Characters.Token, text, start);

            // What ends a sentence is no part of the token: a dot may stand in one but not end it, and Base64 has none.
            var token = isBearer ? text[start..position].TrimEnd('.') : text[start..Characters.EndOf(Characters.Base64, text, start)];
            if (Characters.IsWordStart(text, scheme) && (isBearer ? IsBearer(token) : IsBasic(token)))
            {
                found.Add(start, start + token.Length);
            }
        }
    }

    // "bearer authentication failed" is prose: a token has digits, or is long and mixes cases.
    private static bool IsBearer(ReadOnlySpan<char> token) =>
        token.Length >= MinBearer
        && (token.ContainsAnyInRange('0', '9')
            || (token.Length >= MinBearerOfLetters && token.ContainsAnyInRange('a', 'z') && token.ContainsAnyInRange('A', 'Z')));

    // "Basic authentication" is prose: credentials are Base64 of a name and a password, joined by a colon.
    private static bool IsBasic(ReadOnlySpan<char> token)
    {
        if (token.Length > MaxBasic)
        {
            return true;
        }

        Span<byte> decoded = stackalloc byte[MaxBasic];
        return token.Length % 4 == 0
            ? Convert.TryFromBase64Chars(token, decoded, out var length) && decoded[..length].Contains((byte)':')
            : IsUnpadded(token.TrimEnd('='), decoded);
    }

    /// <summary>Without its padding any word could be Base64: what it says must be text besides.</summary>
    private static bool IsUnpadded(ReadOnlySpan<char> token, Span<byte> decoded)
    {
        Span<char> padded = stackalloc char[MaxBasic + 3];
        token.CopyTo(padded);
        var length = token.Length;
        while (length % 4 != 0)
        {
            padded[length++] = '=';
        }

        return Convert.TryFromBase64Chars(padded[..length], decoded, out var bytes)
            && decoded[..bytes].Contains((byte)':')
            && Utf8.IsValid(decoded[..bytes])
            && !decoded[..bytes].ContainsAnyInRange((byte)0, (byte)0x1F);
    }
}
