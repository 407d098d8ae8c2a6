using System.Text;
using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>Turns patterns with wildcards into expressions that run in linear time.</summary>
internal static class OwnerPatterns
{
    /// <summary>A pattern of a path as in CODEOWNERS: with a slash inside or before it, it begins at the root; else it fits at any depth; what it fits includes all below.</summary>
    public static OwnerPattern CodeOwners(string pattern)
    {
        var isRooted = pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var body = Wildcards(pattern.TrimStart('/').TrimEnd('/'), out var piece, out var wildcards);
        var below = pattern.EndsWith('/') ? "/.*" : pattern.EndsWith("/*", StringComparison.Ordinal) ? "" : "(?:/.*)?";
        return new OwnerPattern($"^{(isRooted ? "" : "(?:.*/)?")}{body}{below}$", piece, wildcards);
    }

    /// <summary>A pattern of a path in a rule: the end of a path, from any slash on, or the whole path when it begins with a slash.</summary>
    public static OwnerPattern Path(string pattern) => new($"^{(pattern.StartsWith('/') ? "" : "(?:.*/)?")}{Wildcards(pattern, out var piece, out var wildcards)}$", piece, wildcards);

    /// <summary>A pattern of a whole text.</summary>
    public static OwnerPattern Text(string pattern) => new($"^{Wildcards(pattern, out var piece, out var wildcards)}$", piece, wildcards);

    /// <summary>Turns wildcards into an expression.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="piece">The longest piece of it without a wildcard.</param>
    /// <param name="wildcards">How many wildcards it has.</param>
    private static string Wildcards(string pattern, out string piece, out int wildcards)
    {
        var expression = new StringBuilder(pattern.Length * 2);
        var (begin, longest) = (0, 0..0);
        wildcards = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var isDouble = pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*';
            if (isDouble && i + 2 < pattern.Length && pattern[i + 2] == '/')
            {
                // Any directories, or none.
                expression.Append("(?:.*/)?");
                i += 2;
            }
            else if (isDouble)
            {
                expression.Append(".*");
                i++;
            }
            else if (pattern[i] is '*' or '?')
            {
                expression.Append(pattern[i] == '*' ? "[^/]*" : "[^/]");
            }
            else
            {
                expression.Append(Regex.Escape(pattern[i].ToString()));
                longest = i + 1 - begin > longest.End.Value - longest.Start.Value ? begin..(i + 1) : longest;
                continue;
            }

            wildcards++;
            begin = i + 1;
        }

        piece = pattern[longest];
        return expression.ToString();
    }
}
