using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.Reading;

/// <summary>The rules of a text: those that could be read, and what was wrong with the others.</summary>
internal sealed record RuleParseResult<TRule>
{
    public required ImmutableArray<TRule> Rules { get; init; }

    /// <summary>The mistakes in order of their lines, at most <see cref="RuleLimits.Problems"/>.</summary>
    public required ImmutableArray<RuleProblem> Problems { get; init; }
}
