namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>The words of a text: runs of letters and digits in upper case, as a comparison that ignores case takes them.</summary>
internal static class Words
{
    /// <summary>Calls somebody with each word and with where it stands in the text in upper case.</summary>
    public static void Split(string text, Action<string, int> onWord)
    {
        var upper = text.ToUpperInvariant();
        for (var start = 0; start < upper.Length;)
        {
            if (!char.IsLetterOrDigit(upper[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < upper.Length && char.IsLetterOrDigit(upper[end]))
            {
                end++;
            }

            onWord(upper[start..end], start);
            start = end;
        }
    }
}
