using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules.StackTraces;

/// <summary>Rules for stack traces against what was recorded of the reference.</summary>
public sealed class StackTraceRuleCorpusTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Matches => RuleCorpus.Rows(RuleCorpus.Enhancements, "match_cases");

    public static IReadOnlyCollection<TheoryDataRow<string>> Syntax => RuleCorpus.Rows(RuleCorpus.Enhancements, "syntax_cases");

    public static IReadOnlyCollection<TheoryDataRow<string>> Marks => RuleCorpus.Rows(RuleCorpus.Enhancements, "in_app_cases");

    [Theory]
    [MemberData(nameof(Matches))]
    public void Apply_RuleOfReference_TouchesTheFramesThatItTouchesThere(string row)
    {
        var data = RuleCorpus.Parse(row);
        var rule = Assert.Single(Parse(data.GetProperty("rule").GetString()!));
        var frames = RuleCorpus.Frames(data.GetProperty("frames"), data.GetProperty("platform").GetString());
        var exception = RuleCorpus.Exception(data.GetProperty("exception"));
        Array.ForEach(frames, frame => frame.Reset());

        var matched = Enumerable.Range(0, frames.Length).Where(i => rule.IsMatch(exception, new RuleBudget()) && rule.IsMatch(frames, i, new RuleBudget()));

        Assert.Equal(data.GetProperty("matched_frames").EnumerateArray().Select(index => index.GetInt32()), matched);
    }

    [Theory]
    [MemberData(nameof(Syntax))]
    public void Parse_TextOfReference_IsValidWhereItIsThere(string row)
    {
        var data = RuleCorpus.Parse(row);

        var result = StackTraceRuleParser.Parse(data.GetProperty("text").GetString()!);

        Assert.Equal(data.GetProperty("valid").GetBoolean(), result.Problems.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Marks))]
    public void Apply_MarkOfSender_IsKeptBesideThatOfTheRules(string row)
    {
        var data = RuleCorpus.Parse(row);
        var rules = string.Join('\n', data.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()));
        var frames = new[] { RuleCorpus.Frame(data.GetProperty("in"), data.GetProperty("platform").GetString()) };

        StackTraceRules.Of(Parse(rules)).Apply(frames, default, new RuleBudget());

        var expected = data.GetProperty("out");
        Assert.Equal(expected.GetProperty("in_app").GetBoolean(), frames[0].InApp);
        var isChanged = expected.TryGetProperty("data", out var details);
        Assert.Equal(isChanged, frames[0].IsInAppChanged);
        if (isChanged)
        {
            Assert.Equal(details.GetProperty("orig_in_app").GetInt32(), frames[0].SentInApp switch { null => -1, false => 0, true => 1 });
        }
    }

    private static System.Collections.Immutable.ImmutableArray<StackTraceRule> Parse(string text)
    {
        var result = StackTraceRuleParser.Parse(text);
        Assert.Empty(result.Problems);
        return result.Rules;
    }
}
