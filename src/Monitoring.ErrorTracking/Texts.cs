namespace Monitoring.ErrorTracking;

/// <summary>Shortens texts.</summary>
internal static class Texts
{
    private const string Ellipsis = "...";

    /// <summary>Cuts a text to a length, with three dots at the end, never within a character.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - Ellipsis.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), Ellipsis);
    }
}
