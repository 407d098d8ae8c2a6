namespace Monitoring.ErrorTracking.Grouping.Rules.Reading;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    private const int MaxDistance = 3;
    private const int MaxLength = 32;

    /// <returns>A sentence; null when no word is near.</returns>
    public static string? Suggest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > MaxLength)
        {
            return null;
        }

        var best = known.Select(candidate => (Word: candidate, Distance: Distance(word, candidate))).MinBy(candidate => candidate.Distance);
        return best.Word is not null && best.Distance <= Math.Min(MaxDistance, best.Word.Length - 1) ? $"Did you mean '{best.Word}'?" : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(a[i]) == char.ToLowerInvariant(b[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
