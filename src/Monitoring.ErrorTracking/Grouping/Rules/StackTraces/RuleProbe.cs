using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Matching;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>A field by which rules are filed.</summary>
internal enum ProbeField
{
    Function,
    Module,
    Path,
    Package,
}

/// <summary>The condition under which a rule is filed: one of the texts must be found in the field.</summary>
internal readonly record struct RuleProbe(ProbeField Field, ImmutableArray<GlobPart> Parts)
{
    /// <summary>The condition of a rule that rules out the most frames.</summary>
    /// <returns>Null when every frame must be tried.</returns>
    public static RuleProbe? Of(StackTraceRule rule)
    {
        RuleProbe? best = null;
        var bestWorth = 0;
        foreach (var matcher in rule.Matchers)
        {
            if (matcher is not { Offset: FrameOffset.Frame, IsNegated: false, IsOfException: false, Glob: { } glob } || FieldOf(matcher.Key) is not { } field)
            {
                continue;
            }

            var worth = glob.Parts.Min(Worth);
            if (worth > bestWorth)
            {
                (best, bestWorth) = (new RuleProbe(field, glob.Parts), worth);
            }
        }

        return best;
    }

    private static int Worth(GlobPart part) => part.Shape switch
    {
        GlobShape.Exact => 1_000,
        GlobShape.Prefix or GlobShape.Suffix => part.Literal.Length * 2,
        GlobShape.Contains or GlobShape.Program => part.Literal.Length,
        _ => 0,
    };

    private static ProbeField? FieldOf(MatcherKey key) => key switch
    {
        MatcherKey.Function => ProbeField.Function,
        MatcherKey.Module => ProbeField.Module,
        MatcherKey.Path => ProbeField.Path,
        MatcherKey.Package => ProbeField.Package,
        _ => null,
    };
}
