using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.Matching;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Several patterns, of which one must match.</summary>
internal sealed class Patterns(IEnumerable<string> patterns)
{
    private readonly ImmutableArray<Glob> _globs = [.. patterns.Select(pattern => Parse(pattern, out var fault) ?? throw new ArgumentException(fault, nameof(patterns)))];

    public bool IsEmpty => _globs.IsEmpty;

    /// <summary>Reads a pattern; null with what is wrong when it is none.</summary>
    public static Glob? Parse(string pattern, out string? fault) => Glob.Parse(pattern, GlobKind.TextIgnoringCase, out fault);

    public bool IsMatch(string? text, RuleBudget budget)
    {
        if (text is null)
        {
            return false;
        }

        foreach (var glob in _globs)
        {
            if (glob.IsMatch(text, budget))
            {
                return true;
            }
        }

        return false;
    }
}
