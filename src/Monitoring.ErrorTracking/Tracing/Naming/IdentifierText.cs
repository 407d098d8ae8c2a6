using System.Buffers;

namespace Monitoring.ErrorTracking.Tracing.Naming;

/// <summary>
/// Puts a star in place of what identifies one thing among many, in words that are not split any further: UUIDs, dates, hexadecimal numbers of seven digits and
/// more, tokens, and numbers of three digits and more.
/// </summary>
internal static class IdentifierText
{
    /// <summary>What stands for an identifier.</summary>
    public const char Star = '*';

    private const int LeastHex = 7;
    private const int LeastToken = 16;
    private const int LeastNumber = 3;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>The text with stars. The same instance when there is nothing to replace.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Digits))
        {
            return text;
        }

        var cleaned = new System.Text.StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var length = IdentifierLength(rest);
            if (length > 0)
            {
                cleaned.Append(Star);
                rest = rest[length..];
                continue;
            }

            length = WordLength(rest);
            AppendWord(cleaned, rest[..length]);
            rest = rest[length..];
        }

        return cleaned.Length == text.Length && cleaned.Equals(text) ? text : cleaned.ToString();
    }

    /// <summary>Whether a whole word is nothing but an identifier, however short the number.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> word) =>
        !word.IsEmpty && (!word.ContainsAnyExcept(Digits) || IdentifierLength(word) == word.Length || IsToken(word));

    /// <summary>How long the UUID or the date is that the text begins with; 0 when it begins with none.</summary>
    private static int IdentifierLength(ReadOnlySpan<char> text)
    {
        if (text.Length >= 36 && EndsAt(text, 36) && Guid.TryParseExact(text[..36], "D", out _))
        {
            return 36;
        }

        return text.Length >= 10 && EndsAt(text, 10) && text[4] == '-' && text[7] == '-' && IsDigits(text[..4]) && IsDigits(text.Slice(5, 2)) && IsDigits(text.Slice(8, 2))
            ? 10
            : 0;
    }

    private static bool EndsAt(ReadOnlySpan<char> text, int length) => text.Length == length || !char.IsLetterOrDigit(text[length]);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);

    /// <summary>Letters and digits, or what lies between them.</summary>
    private static int WordLength(ReadOnlySpan<char> text)
    {
        var isWord = char.IsLetterOrDigit(text[0]);
        var length = 1;
        while (length < text.Length && char.IsLetterOrDigit(text[length]) == isWord)
        {
            length++;
        }

        return length;
    }

    private static void AppendWord(System.Text.StringBuilder cleaned, ReadOnlySpan<char> word)
    {
        if (IsToken(word))
        {
            cleaned.Append(Star);
            return;
        }

        while (!word.IsEmpty)
        {
            var digits = word.IndexOfAnyExcept(Digits) is var end && end < 0 ? word.Length : end;
            if (digits >= LeastNumber)
            {
                cleaned.Append(Star);
                word = word[digits..];
                continue;
            }

            var next = word[digits..].IndexOfAny(Digits) is var start && start < 0 ? word.Length : digits + start;
            cleaned.Append(word[..next]);
            word = word[next..];
        }
    }

    /// <summary>Whether letters and digits are a hexadecimal number or a token: words of people have no such mixture.</summary>
    private static bool IsToken(ReadOnlySpan<char> word)
    {
        var digits = word.Length < LeastHex ? 0 : Count(word);
        return digits > 0
            && ((word.Length >= LeastHex && !word.ContainsAnyExcept(Hex))
                || (word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !word[2..].ContainsAnyExcept(Hex))
                || (word.Length >= LeastToken && digits >= 2 && IsLettersAndDigits(word)));
    }

    private static bool IsLettersAndDigits(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    private static int Count(ReadOnlySpan<char> word)
    {
        var digits = 0;
        foreach (var character in word)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return digits;
    }
}
