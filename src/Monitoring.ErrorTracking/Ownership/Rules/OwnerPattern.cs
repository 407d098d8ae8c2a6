using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>
/// A pattern with wildcards, which runs in a time linear in the text. Its expression is made when a text first has its longest piece without a
/// wildcard, since most never have.
/// </summary>
/// <param name="expression">The expression.</param>
/// <param name="piece">What a text that fits has in it.</param>
/// <param name="wildcards">How many wildcards it has: so many places of the pattern a character may stand for at once.</param>
internal sealed class OwnerPattern(string expression, string piece, int wildcards)
{
    /// <summary>What it costs to make an expression, in characters of a text.</summary>
    private const int CostOfMaking = 200;

    private Regex? _regex;

    /// <summary>Whether a text fits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">How often a character may still be compared with a place of the pattern; when there is no room, nothing fits.</param>
    public bool IsMatch(string text, ref long room)
    {
        if (!text.Contains(piece, StringComparison.Ordinal))
        {
            return false;
        }

        room -= (1L + wildcards) * (text.Length + (_regex is null ? CostOfMaking : 0));
        return room >= 0 && (_regex ??= new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline)).IsMatch(text);
    }
}
