namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Characters that the finders tell apart.</summary>
internal static class Letters
{
    public static bool IsWord(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    /// <summary>Whether a word ends before a position.</summary>
    public static bool IsStart(ReadOnlySpan<char> text, int position) => position == 0 || !IsWord(text[position - 1]);

    /// <summary>Whether no word goes on at a position.</summary>
    public static bool IsEnd(ReadOnlySpan<char> text, int position) => position >= text.Length || !IsWord(text[position]);

    /// <summary>A name without what does not matter in it: case, and signs between words.</summary>
    public static string Fold(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
