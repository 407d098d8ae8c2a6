using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>The categories that the rules of one set give, as bits. Frames have none to begin with, so a rule that asks for one waits for a rule that gives it.</summary>
internal sealed class CategoryBits
{
    /// <summary>The bit that is always there.</summary>
    public const ulong Always = 1UL << 63;

    private const int MaxNames = 62;
    private const ulong Rest = 1UL << MaxNames;

    private readonly string[] _names;

    public CategoryBits(ImmutableArray<StackTraceRule> rules) => _names =
    [
        .. rules.SelectMany(rule => rule.Actions).Where(action => action.Kind == ActionKind.Category).Select(action => action.Word!).Distinct(StringComparer.Ordinal),
    ];

    public RuleNeeds Of(StackTraceRule rule)
    {
        var needs = rule.Matchers.Where(matcher => matcher is { Key: MatcherKey.Category, IsNegated: false }).Select(NeededBy).Take(2).ToArray();
        var gives = rule.Actions.Where(action => action.Kind == ActionKind.Category).Aggregate(0UL, (bits, action) => bits | BitOf(action.Word!));
        return new RuleNeeds(needs is [var first, ..] ? first : Always, needs is [_, var second] ? second : Always, gives);
    }

    private ulong BitOf(string name) => Array.IndexOf(_names, name) is var index && index < MaxNames ? 1UL << index : Rest;

    private ulong NeededBy(StackTraceMatcher matcher)
    {
        var budget = new RuleBudget();
        var bits = _names.Length > MaxNames ? Rest : 0;
        for (var i = 0; i < Math.Min(_names.Length, MaxNames); i++)
        {
            bits |= matcher.Glob!.IsMatch(_names[i], budget) || budget.IsSpent ? 1UL << i : 0;
        }

        return bits;
    }
}

/// <summary>The categories without which a rule matches no frame, and those it gives.</summary>
/// <param name="First">One of these must be there.</param>
/// <param name="Second">And one of these.</param>
/// <param name="Gives">Those that are there after it has matched.</param>
internal readonly record struct RuleNeeds(ulong First, ulong Second, ulong Gives)
{
    public bool AreMet(ulong present) => (First & present) != 0 && (Second & present) != 0;
}
