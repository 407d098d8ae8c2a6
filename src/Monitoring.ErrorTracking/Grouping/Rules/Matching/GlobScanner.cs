using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>Reads the parts of a pattern that has no alternatives any more.</summary>
internal static class GlobScanner
{
    /// <returns>Null with an error when the pattern is malformed.</returns>
    public static GlobToken[]? Read(string pattern, bool isPath, out string? error)
    {
        var tokens = new List<GlobToken>(pattern.Length);
        error = null;
        for (var i = 0; i < pattern.Length && error is null;)
        {
            i = pattern[i] switch
            {
                '*' => ReadStars(pattern, i, isPath, tokens),
                '?' => Add(new GlobToken(GlobTokenKind.Any), i + 1, tokens),
                '[' => ReadClass(pattern, i, tokens, ref error),
                '\\' when !isPath && i + 1 < pattern.Length => Add(new GlobToken(GlobTokenKind.Character, pattern[i + 1]), i + 2, tokens),
                var character => Add(new GlobToken(GlobTokenKind.Character, character), i + 1, tokens),
            };
        }

        return error is null ? [.. tokens] : null;
    }

    private static int Add(GlobToken token, int next, List<GlobToken> tokens)
    {
        tokens.Add(token);
        return next;
    }

    private static int ReadStars(string pattern, int start, bool isPath, List<GlobToken> tokens)
    {
        var end = start;
        while (end < pattern.Length && pattern[end] == '*')
        {
            end++;
        }

        var isDouble = !isPath || end - start > 1;
        if (isPath && isDouble && end < pattern.Length && pattern[end] == '/' && (start == 0 || pattern[start - 1] == '/'))
        {
            tokens.Add(new GlobToken(GlobTokenKind.Folders));
            return Add(new GlobToken(GlobTokenKind.FolderText), end + 1, tokens);
        }

        return Add(new GlobToken(isDouble ? GlobTokenKind.DoubleStar : GlobTokenKind.Star), end, tokens);
    }

    private static int ReadClass(string pattern, int start, List<GlobToken> tokens, ref string? error)
    {
        var i = start + 1;
        var isNegated = i < pattern.Length && pattern[i] is '!' or '^';
        i += isNegated ? 1 : 0;
        var set = new StringBuilder();
        for (var first = i; i < pattern.Length && (pattern[i] != ']' || i == first);)
        {
            var isRange = i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']';
            set.Append(pattern[i]).Append(pattern[isRange ? i + 2 : i]);
            i += isRange ? 3 : 1;
        }

        if (i >= pattern.Length)
        {
            error = "A bracket '[' in the pattern is never closed; write [[] for the character itself.";
            return i;
        }

        return Add(new GlobToken(GlobTokenKind.Class, Set: set.ToString(), IsNegated: isNegated), i + 1, tokens);
    }
}
