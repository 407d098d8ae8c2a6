using System.Globalization;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>What the rules say about the frames of one stack trace; it is applied to each view of it.</summary>
internal sealed class StackTraceDecisions
{
    public const string Ignored = "ignored";
    public const string Unignored = "un-ignored";
    public const string MarkedInApp = "marked in-app";
    public const string MarkedOutOfApp = "marked out of app";

    private readonly StackTraceRules _rules;
    private readonly RuleFrame[] _frames;
    private readonly List<Candidate> _matches;

    public StackTraceDecisions(StackTraceRules rules, RuleFrame[] frames, List<Candidate> matches)
    {
        _rules = rules;
        _frames = frames;
        _matches = matches;
    }

    /// <summary>Runs the second pass over one view.</summary>
    /// <param name="contributions">For each frame whether it counts without the rules; afterwards whether it counts, and by which rule.</param>
    /// <exception cref="ArgumentException">There are not as many contributions as frames.</exception>
    public StackTraceOutcome Apply(Span<FrameContribution> contributions)
    {
        if (contributions.Length != _frames.Length)
        {
            throw new ArgumentException("There must be one contribution for each frame.", nameof(contributions));
        }

        var bounds = default(Bounds);
        foreach (var match in _matches)
        {
            var rule = _rules.Rules[match.Rule];
            foreach (var action in rule.Actions)
            {
                Apply(action, rule, match.Frame, contributions, ref bounds);
            }
        }

        KeepNewest(contributions, bounds);
        return Judge(contributions, bounds);
    }

    private void Apply(StackTraceAction action, StackTraceRule rule, int index, Span<FrameContribution> contributions, ref Bounds bounds)
    {
        switch (action.Kind)
        {
            case ActionKind.Group:
                Group(contributions[action.RangeOf(index, _frames.Length)], action.Flag, rule);
                break;
            case ActionKind.App:
                NoteApp(contributions, action.RangeOf(index, _frames.Length), action.Flag, rule);
                break;
            case ActionKind.MinFrames:
                (bounds.Min, bounds.MinRule) = (action.Number, rule);
                break;
            case ActionKind.MaxFrames:
                (bounds.Max, bounds.MaxRule) = (action.Number, rule);
                break;
            case ActionKind.InvertStackTrace:
                bounds.IsInverted = action.Flag;
                break;
        }
    }

    private static void Group(Span<FrameContribution> contributions, bool flag, StackTraceRule rule)
    {
        foreach (ref var contribution in contributions)
        {
            if (contribution.Contributes != flag)
            {
                contribution.Decide(flag, flag ? Unignored : Ignored, rule);
            }
        }
    }

    /// <summary>The mark itself was set in the first pass; here it only explains.</summary>
    private void NoteApp(Span<FrameContribution> contributions, Range range, bool flag, StackTraceRule rule)
    {
        var (start, count) = range.GetOffsetAndLength(_frames.Length);
        for (var i = start; i < start + count; i++)
        {
            if (_frames[i].IsInAppChanged && _frames[i].InApp == flag)
            {
                contributions[i].Note(flag ? MarkedInApp : MarkedOutOfApp, rule);
            }
        }
    }

    private static void KeepNewest(Span<FrameContribution> contributions, in Bounds bounds)
    {
        if (bounds.Max == 0)
        {
            return;
        }

        var kept = 0;
        for (var i = contributions.Length - 1; i >= 0; i--)
        {
            if (contributions[i].Contributes && ++kept > bounds.Max)
            {
                var frames = bounds.Max == 1 ? "frame is" : "frames are";
                contributions[i].Decide(false, string.Create(CultureInfo.InvariantCulture, $"ignored because only {bounds.Max} {frames} considered"), bounds.MaxRule!);
            }
        }
    }

    private static StackTraceOutcome Judge(ReadOnlySpan<FrameContribution> contributions, in Bounds bounds)
    {
        var count = 0;
        foreach (var contribution in contributions)
        {
            count += contribution.Contributes ? 1 : 0;
        }

        if (count == 0 || count >= bounds.Min)
        {
            return new StackTraceOutcome { IsInverted = bounds.IsInverted };
        }

        var frames = count == 1 ? "frame which is" : "frames which are";
        return new StackTraceOutcome
        {
            IsInverted = bounds.IsInverted,
            Effect = string.Create(CultureInfo.InvariantCulture, $"discarded because stack trace only contains {count} {frames} under the configured threshold"),
            Rule = bounds.MinRule,
        };
    }

    /// <summary>How many frames must and may count.</summary>
    private struct Bounds
    {
        public int Min;
        public StackTraceRule? MinRule;
        public int Max;
        public StackTraceRule? MaxRule;
        public bool IsInverted;
    }
}
