using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>
/// Rules for stack traces, compiled and in order: the later a rule stands, the more it decides. They run in two passes: first those that
/// mark frames and give them categories, each seeing what former ones changed; then those that say what counts.
/// </summary>
/// <remarks>Immutable and usable on many threads at once.</remarks>
internal sealed class StackTraceRules
{
    private readonly RuleIndexes _indexes;

    private StackTraceRules(ImmutableArray<StackTraceRule> rules)
    {
        Rules = rules;
        _indexes = new RuleIndexes(rules);
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
    public StackTraceDecisions Apply(RuleFrame[] frames, in ExceptionFacts exception)
    {
        foreach (var frame in frames)
        {
            frame.Reset();
        }

        var candidates = CollectionsMarshal.AsSpan(_indexes.Find(frames));
        var updates = new List<Candidate>();
        for (var start = 0; start < candidates.Length;)
        {
            var end = start + 1;
            while (end < candidates.Length && candidates[end].Rule == candidates[start].Rule)
            {
                end++;
            }

            Modify(Rules[candidates[start].Rule], candidates[start..end], frames, exception);
            start = end;
        }

        FindUpdates(candidates, frames, exception, updates);
        return new StackTraceDecisions(this, frames, updates);
    }

    /// <summary>A rule sees all frames as they were before it changes the first one.</summary>
    private static void Modify(StackTraceRule rule, ReadOnlySpan<Candidate> candidates, RuleFrame[] frames, in ExceptionFacts exception)
    {
        if (!rule.IsModifier || !rule.IsMatch(exception))
        {
            return;
        }

        const int maxOnStack = 256;
        Span<bool> matches = candidates.Length <= maxOnStack ? stackalloc bool[candidates.Length] : new bool[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            matches[i] = rule.IsMatch(frames, candidates[i].Frame);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            if (matches[i])
            {
                Modify(rule, frames, candidates[i].Frame);
            }
        }
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

    private void FindUpdates(ReadOnlySpan<Candidate> candidates, RuleFrame[] frames, in ExceptionFacts exception, List<Candidate> updates)
    {
        foreach (var candidate in candidates)
        {
            var rule = Rules[candidate.Rule];
            if (rule.IsUpdater && rule.IsMatch(exception) && rule.IsMatch(frames, candidate.Frame))
            {
                updates.Add(candidate);
            }
        }
    }
}
