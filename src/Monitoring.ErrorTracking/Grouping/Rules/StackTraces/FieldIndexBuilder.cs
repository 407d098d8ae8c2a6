using Monitoring.ErrorTracking.Grouping.Rules.Matching;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Files rules under the texts of one field.</summary>
internal sealed class FieldIndexBuilder
{
    private readonly Dictionary<string, List<int>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FiledRule>> _heads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FiledRule>> _tails = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _inside = new(StringComparer.Ordinal);

    /// <summary>Files a rule under every alternative of its pattern.</summary>
    public void Add(RuleProbe probe, int rule)
    {
        foreach (var part in probe.Parts)
        {
            switch (part.Shape)
            {
                case GlobShape.Exact:
                    Add(_exact, part.Literal, rule);
                    break;
                case GlobShape.Suffix:
                    Add(_tails, part.Literal[^Math.Min(part.Literal.Length, FieldIndex.KeyLength)..], new FiledRule(part.Literal, rule));
                    break;
                case GlobShape.Contains:
                    Add(_inside, part.Literal, rule);
                    break;
                default:
                    Add(_heads, part.Literal[..Math.Min(part.Literal.Length, FieldIndex.KeyLength)], new FiledRule(part.Literal, rule));
                    break;
            }
        }
    }

    public FieldIndex Build() => new(_exact, _heads, _tails, _inside);

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(value);
    }
}

/// <summary>A rule with the text that a field must begin or end with.</summary>
internal readonly record struct FiledRule(string Literal, int Rule);
