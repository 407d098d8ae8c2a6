using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>The indexes of a rule set, one for each family.</summary>
internal sealed class RuleIndexes
{
    private readonly RuleIndex _other;
    private readonly RuleIndex _native;
    private readonly RuleIndex _javaScript;
    private readonly ImmutableArray<int> _everywhere;

    public RuleIndexes(ImmutableArray<StackTraceRule> rules)
    {
        _other = new RuleIndex(rules, FrameFamilies.Other);
        _native = new RuleIndex(rules, FrameFamilies.Native);
        _javaScript = new RuleIndex(rules, FrameFamilies.JavaScript);
        _everywhere = [.. _other.Everywhere.Concat(_native.Everywhere).Concat(_javaScript.Everywhere).Distinct().Order()];
    }

    /// <summary>The rules that no text of a frame rules out, in order.</summary>
    public ReadOnlySpan<int> Everywhere(ReadOnlySpan<RuleFrame> frames)
    {
        foreach (var frame in frames)
        {
            if (frame.Family != frames[0].Family)
            {
                return _everywhere.AsSpan();
            }
        }

        return frames.IsEmpty ? [] : Of(frames[0].Family).Everywhere.AsSpan();
    }

    /// <summary>Finds what else is worth trying.</summary>
    /// <param name="frames">The frames. The newest come first to have the budget spent on them.</param>
    /// <param name="budget">What the rules may cost.</param>
    /// <returns>Pairs of rules and frames, in order of the rules and then of the frames, each once.</returns>
    public ReadOnlySpan<Candidate> Find(RuleFrame[] frames, RuleBudget budget)
    {
        var found = new List<Candidate>(frames.Length);
        for (var frame = frames.Length - 1; frame >= 0 && !budget.IsSpent; frame--)
        {
            var before = found.Count;
            Of(frames[frame].Family).Find(frames[frame], frame, found, budget);
            budget.TrySpend(found.Count - before);
        }

        found.Sort();
        return Distinct(CollectionsMarshal.AsSpan(found));
    }

    private static ReadOnlySpan<Candidate> Distinct(Span<Candidate> sorted)
    {
        var kept = 0;
        foreach (var candidate in sorted)
        {
            if (kept == 0 || candidate != sorted[kept - 1])
            {
                sorted[kept++] = candidate;
            }
        }

        return sorted[..kept];
    }

    private RuleIndex Of(FrameFamilies family) => family switch
    {
        FrameFamilies.Native => _native,
        FrameFamilies.JavaScript => _javaScript,
        _ => _other,
    };
}
