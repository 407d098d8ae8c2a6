using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.Reading;

/// <summary>Reads a text line by line: blank lines and comments are nothing, every other line is a rule or a mistake.</summary>
internal static class RuleTextReader
{
    /// <param name="text">The text.</param>
    /// <param name="parse">Reads a line; gives a rule or a problem.</param>
    public static RuleParseResult<TRule> Read<TRule>(string text, Func<RuleLine, (TRule? Rule, RuleProblem? Problem)> parse)
        where TRule : class
    {
        var rules = ImmutableArray.CreateBuilder<TRule>();
        var problems = ImmutableArray.CreateBuilder<RuleProblem>();
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan()[range].TrimEnd();
            var content = line.TrimStart();
            if (content.IsEmpty || content[0] == '#')
            {
                continue;
            }

            var (rule, problem) = Read(line, number, rules.Count, parse);
            if (rule is not null)
            {
                rules.Add(rule);
            }

            if (problem is not null && problems.Count < RuleLimits.Problems)
            {
                problems.Add(problem);
            }

            if (rules.Count > RuleLimits.Rules || problems.Count == RuleLimits.Problems)
            {
                break;
            }
        }

        return new RuleParseResult<TRule> { Rules = rules.ToImmutable(), Problems = problems.ToImmutable() };
    }

    private static (TRule? Rule, RuleProblem? Problem) Read<TRule>(
        ReadOnlySpan<char> line, int number, int count, Func<RuleLine, (TRule? Rule, RuleProblem? Problem)> parse)
        where TRule : class
    {
        if (line.Length > RuleLimits.LineLength)
        {
            return (null, new RuleLine("", number).Problem($"A line has at most {RuleLimits.LineLength} characters.", RuleLimits.LineLength));
        }

        return count == RuleLimits.Rules
            ? (null, new RuleLine("", number).Problem($"There are at most {RuleLimits.Rules} rules; this line and those after it are left out."))
            : parse(new RuleLine(line.ToString(), number));
    }
}
