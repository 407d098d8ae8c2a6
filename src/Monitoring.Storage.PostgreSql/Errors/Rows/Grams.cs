namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>
/// Three characters in a row, in upper case, as numbers: a text that contains another one has all the grams of that one. Numbers of different grams may meet, so whoever finds looks again.
/// </summary>
internal static class Grams
{
    /// <summary>The number that stands among those of an issue of which not all are known.</summary>
    public const int Unknown = 0;

    private const int Length = 3;

    // An index has an entry for each: longer texts are looked through.
    private const int MaxKept = 2_000;

    // More tell no more issues apart.
    private const int MaxWanted = 12;

    /// <summary>The grams of the texts of an issue.</summary>
    public static int[] Of(params ReadOnlySpan<string> texts)
    {
        var grams = new HashSet<int>();
        foreach (var text in texts)
        {
            Add(text, grams);
            if (grams.Count > MaxKept)
            {
                return [Unknown];
            }
        }

        return [.. grams.Order()];
    }

    /// <summary>Grams that a text has which contains this one; none when it is too short to say.</summary>
    public static int[] Wanted(string text)
    {
        var grams = new HashSet<int>();
        Add(text, grams);
        var step = Math.Max(1, (grams.Count + MaxWanted - 1) / MaxWanted);
        return [.. grams.Where((_, i) => i % step == 0)];
    }

    private static void Add(string text, HashSet<int> grams)
    {
        // As a comparison that ignores case takes characters. One half of a character beyond the BMP can be looked for, and has no case of its own, so that grams with halves say nothing.
        var upper = text.ToUpperInvariant();
        for (var i = 0; i + Length <= upper.Length; i++)
        {
            var gram = upper.AsSpan(i, Length);
            if (!gram.ContainsAnyInRange('\uD800', '\uDFFF'))
            {
                grams.Add(Number(gram));
            }
        }
    }

    /// <summary>FNV-1a, never <see cref="Unknown"/>.</summary>
    private static int Number(ReadOnlySpan<char> gram)
    {
        var hash = 2_166_136_261;
        foreach (var character in gram)
        {
            hash = (hash ^ character) * 16_777_619;
        }

        return hash == Unknown ? 1 : (int)hash;
    }
}
