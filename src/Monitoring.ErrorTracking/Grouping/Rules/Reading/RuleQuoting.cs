namespace Monitoring.ErrorTracking.Grouping.Rules.Reading;

/// <summary>Writes the words of rules so that they are read as the same words again.</summary>
internal static class RuleQuoting
{
    /// <summary>A word as it is, or in quotes when it would end too early without them.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isInBrackets">Whether a bracket after it would end it.</param>
    public static string Write(string word, bool isInBrackets = false) =>
        NeedsQuotes(word) || (isInBrackets && word[^1] == ']') ? Quote(word) : Escape(word);

    public static string Quote(string word) =>
        $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool NeedsQuotes(string word) =>
        word.Length == 0 || word[0] == '"' || word.Any(char.IsWhiteSpace);

    private static string Escape(string word) =>
        word.Contains("\\\\", StringComparison.Ordinal) ? word.Replace("\\", "\\\\", StringComparison.Ordinal) : word;
}
