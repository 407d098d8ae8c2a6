using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>
/// Finds the few rules that a frame of one family can match, out of hundreds. Each rule is filed under one text that a frame must have,
/// begin with or end with; rules without such a text are tried on every frame.
/// </summary>
internal sealed class RuleIndex
{
    private readonly FieldIndex _functions;
    private readonly FieldIndex _modules;
    private readonly FieldIndex _paths;
    private readonly FieldIndex _packages;

    public RuleIndex(ImmutableArray<StackTraceRule> rules, FrameFamilies family)
    {
        var fields = new FieldIndexBuilder[] { new(), new(), new(), new() };
        var everywhere = new List<int>();
        for (var i = 0; i < rules.Length; i++)
        {
            if (!CanMatch(rules[i], family))
            {
                continue;
            }

            var probe = RuleProbe.Of(rules[i]);
            if (probe is null)
            {
                everywhere.Add(i);
            }
            else
            {
                fields[(int)probe.Value.Field].Add(probe.Value, i);
            }
        }

        Everywhere = [.. everywhere];
        _functions = fields[(int)ProbeField.Function].Build();
        _modules = fields[(int)ProbeField.Module].Build();
        _paths = fields[(int)ProbeField.Path].Build();
        _packages = fields[(int)ProbeField.Package].Build();
    }

    /// <summary>The rules that no text of a frame rules out, in order.</summary>
    public ImmutableArray<int> Everywhere { get; }

    /// <summary>Adds the rules that a frame may match beyond <see cref="Everywhere"/>, in no order; some of them may be there twice.</summary>
    public void Find(RuleFrame frame, int index, List<Candidate> found, RuleBudget budget)
    {
        _functions.Find(frame.Function, index, found, budget);
        _modules.Find(frame.Module, index, found, budget);
        _paths.Find(_paths.IsEmpty ? null : frame.NormalPath, index, found, budget);
        _packages.Find(_packages.IsEmpty ? null : frame.NormalPackage, index, found, budget);
    }

    private static bool CanMatch(StackTraceRule rule, FrameFamilies family)
    {
        foreach (var matcher in rule.Matchers)
        {
            if (matcher is { Key: MatcherKey.Family, Offset: FrameOffset.Frame } && matcher.IsNegated == ((matcher.Families & family) != 0))
            {
                return false;
            }
        }

        return true;
    }
}
