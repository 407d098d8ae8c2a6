using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>A rule: what frames must look like, and what is done to those that do.</summary>
internal sealed class StackTraceRule
{
    private readonly StackTraceMatcher[] _exceptionMatchers;
    private readonly StackTraceMatcher[] _frameMatchers;

    public StackTraceRule(ImmutableArray<StackTraceMatcher> matchers, ImmutableArray<StackTraceAction> actions, int line = 0, RuleOrigin origin = RuleOrigin.Project)
    {
        Matchers = matchers;
        Actions = actions;
        Line = line;
        Origin = origin;
        _exceptionMatchers = [.. matchers.Where(matcher => matcher.IsOfException)];
        _frameMatchers = [.. matchers.Where(matcher => !matcher.IsOfException)];
        IsModifier = actions.Any(action => action.IsModifier);
        IsUpdater = actions.Any(action => action.IsUpdater);
        Weight = matchers.Sum(matcher => matcher.Glob?.Parts.Length ?? 1);
    }

    public ImmutableArray<StackTraceMatcher> Matchers { get; }

    public ImmutableArray<StackTraceAction> Actions { get; }

    /// <summary>The line in the text of rules it comes from.</summary>
    public int Line { get; }

    public RuleOrigin Origin { get; }

    public bool IsModifier { get; }

    public bool IsUpdater { get; }

    public bool LooksAtException => _exceptionMatchers.Length > 0;

    /// <summary>How many plain comparisons it takes to try the rule.</summary>
    public int Weight { get; }

    public bool IsMatch(in ExceptionFacts exception, RuleBudget budget)
    {
        foreach (var matcher in _exceptionMatchers)
        {
            if (!matcher.IsMatch(exception, budget))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsMatch(ReadOnlySpan<RuleFrame> frames, int index, RuleBudget budget)
    {
        foreach (var matcher in _frameMatchers)
        {
            var seen = index + (int)matcher.Offset;
            if ((uint)seen >= (uint)frames.Length || !matcher.IsMatch(frames[seen], budget))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The rule as it is written, in one form for all ways of spacing and quoting.</summary>
    public override string ToString() => $"{string.Join(' ', Matchers)} {string.Join(' ', Actions)}";
}
