namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>Writes out the alternatives of a pattern: <c>a{b,c}</c> is <c>ab</c> or <c>ac</c>.</summary>
internal static class GlobAlternatives
{
    private const int Max = 64;
    private const int MaxLength = 16_384;

    /// <returns>Null with an error when the pattern is malformed.</returns>
    public static IReadOnlyList<string>? Expand(string pattern, out string? error)
    {
        error = null;
        if (!pattern.Contains('{', StringComparison.Ordinal))
        {
            return [pattern];
        }

        List<string> open = [pattern];
        var done = new List<string>();
        while (open.Count > 0)
        {
            var next = open[^1];
            open.RemoveAt(open.Count - 1);
            var start = Find(next, '{', 0);
            if (start < 0)
            {
                done.Add(next);
                continue;
            }

            var end = Find(next, '}', start);
            error = end < 0 ? "A brace '{' in the pattern is never closed; write [{] for the character itself."
                : next.AsSpan(start + 1, end - start - 1).Contains('{') ? "Alternatives in braces must not hold others."
                : open.Count + done.Count > Max ? $"The pattern has more than {Max} alternatives."
                : (open.Count + done.Count) * next.Length > MaxLength ? $"The alternatives of the pattern have more than {MaxLength} characters together."
                : null;
            if (error is not null)
            {
                return null;
            }

            foreach (var choice in next[(start + 1)..end].Split(',').Reverse())
            {
                open.Add(string.Concat(next.AsSpan(0, start), choice, next.AsSpan(end + 1)));
            }
        }

        return done;
    }

    /// <summary>Finds a brace that is neither escaped nor in a class.</summary>
    private static int Find(string pattern, char brace, int start)
    {
        var inClass = false;
        for (var i = start; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when !inClass:
                    inClass = true;
                    i += i + 1 < pattern.Length && pattern[i + 1] == ']' ? 1 : 0;
                    break;
                case ']':
                    inClass = false;
                    break;
                case var character when character == brace && !inClass:
                    return i;
            }
        }

        return -1;
    }
}
