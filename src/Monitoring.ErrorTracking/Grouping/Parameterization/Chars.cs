namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Looks at the characters around a place.</summary>
internal static class Chars
{
    public static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_' || (character > '\x7f' && char.IsLetterOrDigit(character));

    public static bool IsWordAt(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length && IsWord(text[index]);

    /// <summary>Whether one side of a place belongs to a word and the other does not.</summary>
    public static bool IsBoundary(ReadOnlySpan<char> text, int index) => IsWordAt(text, index - 1) != IsWordAt(text, index);

    public static bool IsDigitAt(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length && char.IsAsciiDigit(text[index]);

    public static bool IsAt(ReadOnlySpan<char> text, int index, char character) => (uint)index < (uint)text.Length && text[index] == character;

    public static bool StartsAt(ReadOnlySpan<char> text, int index, ReadOnlySpan<char> word) => index <= text.Length && text[index..].StartsWith(word);

    /// <summary>How many digits there are from a place on.</summary>
    public static int Digits(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (IsDigitAt(text, end))
        {
            end++;
        }

        return end - start;
    }

    /// <summary>How many hexadecimal digits there are from a place on, in any case.</summary>
    public static int HexDigits(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }

    /// <summary>A number of exactly two digits within bounds; -1 when there is none.</summary>
    public static int TwoDigits(ReadOnlySpan<char> text, int index, int min, int max)
    {
        if (!IsDigitAt(text, index) || !IsDigitAt(text, index + 1))
        {
            return -1;
        }

        var value = ((text[index] - '0') * 10) + text[index + 1] - '0';
        return value >= min && value <= max ? value : -1;
    }
}
