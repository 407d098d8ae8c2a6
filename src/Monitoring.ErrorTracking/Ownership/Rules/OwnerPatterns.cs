using System.Text;
using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>Turns patterns with wildcards into expressions that run in linear time.</summary>
internal static class OwnerPatterns
{
    /// <summary>A pattern of a path as in CODEOWNERS: with a slash inside or before it, it begins at the root; else it fits at any depth; what it fits includes all below.</summary>
    public static Regex CodeOwners(string pattern)
    {
        var isRooted = pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var body = Wildcards(pattern.TrimStart('/').TrimEnd('/'));
        var below = pattern.EndsWith('/') ? "/.*" : pattern.EndsWith("/*", StringComparison.Ordinal) ? "" : "(?:/.*)?";
        return Compile($"^{(isRooted ? "" : "(?:.*/)?")}{body}{below}$");
    }

    /// <summary>A pattern of a path in a rule: the end of a path, from any slash on, or the whole path when it begins with a slash.</summary>
    public static Regex Path(string pattern) => Compile($"^{(pattern.StartsWith('/') ? "" : "(?:.*/)?")}{Wildcards(pattern)}$");

    /// <summary>A pattern of a whole text.</summary>
    public static Regex Text(string pattern) => Compile($"^{Wildcards(pattern)}$");

    private static Regex Compile(string expression) => new(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static string Wildcards(string pattern)
    {
        var expression = new StringBuilder(pattern.Length * 2);
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
            else
            {
                expression.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var other => Regex.Escape(other.ToString()),
                });
            }
        }

        return expression.ToString();
    }
}
