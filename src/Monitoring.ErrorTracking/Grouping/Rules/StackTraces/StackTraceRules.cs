using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>
/// Rules for stack traces, compiled and in order: the later a rule stands, the more it decides. They run in two passes: first those that
/// mark frames and give them categories, each seeing what former ones changed; then those that say what counts.
/// </summary>
/// <remarks>Immutable and usable on many threads at once.</remarks>
internal sealed class StackTraceRules
{
    private readonly RuleIndexes _indexes;
    private readonly RuleNeeds[] _needs;

    private StackTraceRules(ImmutableArray<StackTraceRule> rules)
    {
        Rules = rules;
        _indexes = new RuleIndexes(rules);
        var categories = new CategoryBits(rules);
        _needs = [.. rules.Select(categories.Of)];
    }

    public static StackTraceRules None { get; } = new([]);

    public ImmutableArray<StackTraceRule> Rules { get; }

    /// <summary>Compiles several lists of rules, the built-in ones first.</summary>
    public static StackTraceRules Of(params ReadOnlySpan<ImmutableArray<StackTraceRule>> parts)
    {
        var rules = ImmutableArray.CreateBuilder<StackTraceRule>();
        foreach (var part in parts)
        {
            rules.AddRange(part);
        }

        return new StackTraceRules(rules.ToImmutable());
    }

    /// <summary>Runs the first pass, and finds what the second one has to do.</summary>
    /// <param name="frames">All frames of one stack trace, the oldest call first. They are reset, marked and classified.</param>
    /// <param name="exception">The exception whose trace it is.</param>
    /// <param name="budget">What the rules may cost.</param>
    public StackTraceDecisions Apply(RuleFrame[] frames, in ExceptionFacts exception, RuleBudget budget)
    {
        foreach (var frame in frames)
        {
            frame.Reset();
        }

        var everywhere = _indexes.Everywhere(frames);
        var candidates = _indexes.Find(frames, budget);
        var present = Modify(new RuleWalk(everywhere, candidates, frames.Length), frames, exception, budget);
        return new StackTraceDecisions(this, frames, FindUpdates(new RuleWalk(everywhere, candidates, frames.Length), frames, exception, present, budget));
    }

    /// <returns>The categories that frames may have now.</returns>
    private ulong Modify(RuleWalk walk, RuleFrame[] frames, in ExceptionFacts exception, RuleBudget budget)
    {
        var present = CategoryBits.Always;
        while (walk.MoveNext())
        {
            var rule = Rules[walk.Rule];
            ref readonly var needs = ref _needs[walk.Rule];
            if (rule.IsModifier && needs.AreMet(present) && IsMatch(rule, exception, budget) && Modify(rule, walk, frames, budget))
            {
                present |= needs.Gives;
            }
        }

        return present;
    }

    /// <summary>A rule sees all frames as they were before it changes the first one.</summary>
    private static bool Modify(StackTraceRule rule, in RuleWalk walk, RuleFrame[] frames, RuleBudget budget)
    {
        const int maxOnStack = 256;
        var count = walk.Count;
        Span<bool> matches = count <= maxOnStack ? stackalloc bool[count] : new bool[count];
        var matched = false;
        for (var i = 0; i < count; i++)
        {
            matches[i] = IsMatch(rule, frames, walk.FrameAt(i), budget);
            matched |= matches[i];
        }

        for (var i = 0; matched && i < count; i++)
        {
            if (matches[i])
            {
                Modify(rule, frames, walk.FrameAt(i));
            }
        }

        return matched;
    }

    private static void Modify(StackTraceRule rule, RuleFrame[] frames, int index)
    {
        foreach (var action in rule.Actions)
        {
            switch (action.Kind)
            {
                case ActionKind.Category:
                    frames[index].Classify(action.Word!, rule);
                    break;
                case ActionKind.App:
                    foreach (var frame in frames.AsSpan(action.RangeOf(index, frames.Length)))
                    {
                        frame.Mark(action.Flag, rule);
                    }

                    break;
            }
        }
    }

    private List<Candidate> FindUpdates(RuleWalk walk, RuleFrame[] frames, in ExceptionFacts exception, ulong present, RuleBudget budget)
    {
        var updates = new List<Candidate>();
        while (walk.MoveNext())
        {
            var rule = Rules[walk.Rule];
            if (!rule.IsUpdater || !_needs[walk.Rule].AreMet(present) || !IsMatch(rule, exception, budget))
            {
                continue;
            }

            for (var i = 0; i < walk.Count; i++)
            {
                if (IsMatch(rule, frames, walk.FrameAt(i), budget))
                {
                    updates.Add(new Candidate(walk.Rule, walk.FrameAt(i)));
                }
            }
        }

        return updates;
    }

    // A budget that is spent within a rule leaves its last pattern unanswered, which a negated matcher takes for a match.
    private static bool IsMatch(StackTraceRule rule, in ExceptionFacts exception, RuleBudget budget) =>
        !rule.LooksAtException || (budget.TrySpend((long)rule.Weight * exception.Weight) && rule.IsMatch(exception, budget) && !budget.IsSpent);

    private static bool IsMatch(StackTraceRule rule, RuleFrame[] frames, int index, RuleBudget budget) =>
        budget.TrySpend((long)rule.Weight * frames[index].Weight) && rule.IsMatch(frames, index, budget) && !budget.IsSpent;
}
