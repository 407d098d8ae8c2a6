using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>The indexes of a rule set, one for each family, and the rules that a trace as a whole may match.</summary>
internal sealed class RuleIndexes
{
    private readonly RuleIndex _other;
    private readonly RuleIndex _native;
    private readonly RuleIndex _javaScript;

    public RuleIndexes(ImmutableArray<StackTraceRule> rules)
    {
        _other = new RuleIndex(rules, FrameFamilies.Other);
        _native = new RuleIndex(rules, FrameFamilies.Native);
        _javaScript = new RuleIndex(rules, FrameFamilies.JavaScript);
    }

    /// <summary>Finds what is worth trying.</summary>
    /// <param name="frames">The frames.</param>
    /// <returns>Pairs of rules and frames, in order of the rules and then of the frames.</returns>
    public List<Candidate> Find(RuleFrame[] frames)
    {
        var candidates = new List<Candidate>();
        var found = new List<int>();
        for (var frame = 0; frame < frames.Length; frame++)
        {
            var index = Of(frames[frame].Family);
            foreach (var rule in index.Everywhere)
            {
                candidates.Add(new Candidate(rule, frame));
            }

            found.Clear();
            index.Find(frames[frame], found);
            foreach (var rule in found)
            {
                candidates.Add(new Candidate(rule, frame));
            }
        }

        candidates.Sort();
        return candidates;
    }

    private RuleIndex Of(FrameFamilies family) => family switch
    {
        FrameFamilies.Native => _native,
        FrameFamilies.JavaScript => _javaScript,
        _ => _other,
    };
}
