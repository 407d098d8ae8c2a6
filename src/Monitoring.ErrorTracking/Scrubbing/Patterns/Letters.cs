namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Characters that the finders tell apart.</summary>
internal static class Letters
{
    public static bool IsWord(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    /// <summary>Whether a word may begin at a position: none goes on there, or the letter before is that of an escape.</summary>
    public static bool IsStart(ReadOnlySpan<char> text, int position) => position == 0 || !IsWord(text[position - 1]) || IsEscapeEnd(text, position);

    /// <summary>Whether no word goes on at a position.</summary>
    public static bool IsEnd(ReadOnlySpan<char> text, int position) => position >= text.Length || !IsWord(text[position]);

    /// <summary>Whether an escape such as <c>\n</c> ends at a position, in a text that quotes another one as code writes it.</summary>
    private static bool IsEscapeEnd(ReadOnlySpan<char> text, int position) =>
        position > 1 && text[position - 2] == '\\' && text[position - 1] is 'n' or 'r' or 't' or 'f' or 'v' or 'b' or 'a';

    /// <summary>A name without what does not matter in it: case, and signs between words.</summary>
    public static string Fold(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
