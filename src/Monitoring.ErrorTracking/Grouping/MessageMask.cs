using System.Text;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>
/// Replaces what changes from one occurrence of a message to the next: numbers, ids, hashes, addresses. Words with single digits in them,
/// such as <c>sha256</c>, stay. What is masked stays as it is when it is masked again.
/// </summary>
internal static class MessageMask
{
    private const int MaxLength = 8192;
    private const int MaxLines = 2;

    /// <summary>Masks the first two lines that are not blank.</summary>
    public static string Mask(string text)
    {
        var rest = FirstLines(text).AsSpan();
        var masked = new StringBuilder(rest.Length);
        var previous = ' ';
        while (!rest.IsEmpty)
        {
            var length = Append(rest, previous, masked, out previous);
            rest = rest[length..];
        }

        return masked.ToString();
    }

    private static int Append(ReadOnlySpan<char> rest, char before, StringBuilder masked, out char previous)
    {
        // What follows a mask follows the letter or digit that the mask stands for.
        previous = '0';
        if (VolatileText.Mask(rest) is var mask and > 0)
        {
            masked.Append(rest[..mask]);
            return mask;
        }

        // Letters and digits stay together: what follows one of them is no beginning.
        if (!char.IsAsciiLetterOrDigit(before) && VolatileText.Match(rest, before, out var name) is var found and > 0)
        {
            masked.Append('<').Append(name).Append('>');
            return found;
        }

        var plain = char.IsAsciiLetterOrDigit(rest[0]) ? Run(rest) : 1;
        masked.Append(rest[..plain]);
        previous = rest[plain - 1];
        return plain;
    }

    private static int Run(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(VolatileText.LettersAndDigits);
        return end < 0 ? text.Length : end;
    }

    private static string FirstLines(string text)
    {
        text = text.Length > MaxLength ? Texts.Cut(text, MaxLength) : text;
        if (!text.AsSpan().ContainsAny('\n', '\r'))
        {
            return text.Trim();
        }

        var lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', lines.Take(MaxLines)) + (lines.Length > MaxLines ? "..." : "");
    }
}
