using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.BuiltIn;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules.StackTraces;

/// <summary>Rules for stack traces: what they do, what is said of mistakes, and what hostile texts cost.</summary>
public sealed class StackTraceRuleTests
{
    [Theory]
    [InlineData("function:main", 1, 14, "does nothing")]
    [InlineData("\nfunktion:main -app", 2, 1, "'funktion' is not known")]
    [InlineData("function:main -ap", 1, 16, "An action is one of")]
    [InlineData("function:\"main -app", 1, 10, "never closed")]
    [InlineData("path:a[b -app", 1, 1, "never closed")]
    [InlineData("[ function:a | function:b -app", 1, 14, "closed by ']'")]
    [InlineData("function:a max-frames=x", 1, 23, "is a number")]
    public void Parse_Mistake_IsToldWithItsPlace(string text, int line, int column, string message)
    {
        var problem = Assert.Single(StackTraceRuleParser.Parse(text).Problems);

        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("funktion:main -app", "Did you mean 'function'?")]
    [InlineData("function:main max-frame=3", "Did you mean 'max-frames'?")]
    public void Parse_MisspelledWord_SuggestsTheRightOne(string text, string suggestion) =>
        Assert.Equal(suggestion, Assert.Single(StackTraceRuleParser.Parse(text).Problems).Suggestion);

    [Fact]
    public void Parse_LineWithMistake_LeavesTheOthers()
    {
        var result = StackTraceRuleParser.Parse("# comment\nfunction:a -app # why\n\nnonsense\nfunction:b +app");

        Assert.Equal([2, 5], result.Rules.Select(rule => rule.Line));
        Assert.Equal(4, Assert.Single(result.Problems).Line);
    }

    [Fact]
    public void Apply_LaterRule_DecidesOverEarlierOnes()
    {
        var frames = Frames("pay");

        Apply("function:pay -app\nfunction:p* +app", frames);

        Assert.True(frames[0].InApp);
        Assert.Equal(2, frames[0].InAppRule!.Line);
    }

    [Fact]
    public void Apply_RuleAfterCategory_SeesIt()
    {
        var frames = Frames("pay", "lib");

        Apply("function:lib category=library\n[ function:pay ] | category:library +app", frames);

        Assert.Equal([false, true], frames.Select(frame => frame.InApp));
    }

    [Theory]
    [InlineData("function:b -group", "a,c,d")]
    [InlineData("function:b ^-group", "a,b")]
    [InlineData("function:c v-group", "c,d")]
    [InlineData("function:b ^-group -group", "a")]
    [InlineData("family:all max-frames=2", "c,d")]
    [InlineData("family:all -group\nfunction:c +group", "c")]
    [InlineData("[ function:a ] | function:* -group", "a,c,d")]
    [InlineData("function:* | [ function:d ] -group", "a,b,d")]
    public void Decisions_ActionWithReach_ChangeTheFramesOnThatSide(string rule, string expected)
    {
        var frames = Frames("a", "b", "c", "d");
        var contributions = frames.Select(_ => new FrameContribution { Contributes = true }).ToArray();

        Apply(rule, frames).Apply(contributions);

        Assert.Equal(expected.Split(','), frames.Where((_, i) => contributions[i].Contributes).Select(frame => frame.Function));
        Assert.All(contributions.Where(contribution => !contribution.Contributes), contribution => Assert.NotNull(contribution.Rule));
    }

    [Fact]
    public void Decisions_TooFewFrames_NameTheRule()
    {
        var frames = Frames("a");

        var outcome = Apply("family:all min-frames=2", frames).Apply([new FrameContribution { Contributes = true }]);

        Assert.True(outcome.IsTooShort);
        Assert.Equal("family:all min-frames=2", outcome.Rule!.ToString());
    }

    [Property]
    public Property Parse_PrintedRules_AreTheSameRules() => Prop.ForAll(Rules, text =>
    {
        var once = StackTraceRuleParser.Parse(text);
        var printed = string.Join('\n', once.Rules);
        var twice = StackTraceRuleParser.Parse(printed);

        Assert.Empty(twice.Problems);
        Assert.Equal(printed, string.Join('\n', twice.Rules));
        Assert.Equal(Arguments(once.Rules), Arguments(twice.Rules));
    });

    [Property]
    public Property Parse_AnyText_NeverThrowsAndEveryProblemHasAPlace() => Prop.ForAll(Arb.From(Damaged), text =>
    {
        var lines = text.Split('\n');
        foreach (var problem in StackTraceRuleParser.Parse(text).Problems)
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
        }
    });

    [Fact]
    public void Parse_DamagedRulesOfTheProduct_NeverThrowsAndEveryProblemHasAPlace()
    {
        var real = BuiltInRules.StackTraces2026.Select(rule => rule.ToString()).ToArray();
        var other = Encoding.UTF8.GetBytes("[ function:a ] | !path:**/b v+group | [ module:\"c d\" ] category=e\n");
        for (var seed = 0; seed < real.Length * 2; seed++)
        {
            var text = Encoding.UTF8.GetString(Mutations.Damage(new Random(seed), Encoding.UTF8.GetBytes(real[seed % real.Length]), other));
            var lines = text.Split('\n');
            foreach (var problem in StackTraceRuleParser.Parse(text).Problems)
            {
                Assert.InRange(problem.Line, 1, lines.Length);
                Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
            }
        }
    }

    [Fact]
    public void Print_EveryRuleOfTheProduct_IsReadAsTheSame()
    {
        var printed = string.Join('\n', BuiltInRules.StackTraces2026);

        var again = StackTraceRuleParser.Parse(printed);

        Assert.Empty(again.Problems);
        Assert.Equal(printed, string.Join('\n', again.Rules));
    }

    [Property]
    public Property Apply_IndexedRules_DoWhatEachRuleAloneWouldDo() => Prop.ForAll(Rules, text =>
    {
        var rules = StackTraceRuleParser.Parse(text).Rules;
        var indexed = Frames("main", "std::x", "pay");
        var plain = Frames("main", "std::x", "pay");

        StackTraceRules.Of(rules).Apply(indexed, default, new RuleBudget());
        ApplyPlainly(rules, plain);

        Assert.Equal(plain.Select(frame => (frame.InApp, frame.Category)), indexed.Select(frame => (frame.InApp, frame.Category)));
    });

    [Theory]
    [InlineData("function:")]
    [InlineData("path:")]
    public void Parse_PatternOfManyStars_IsAMistake(string matcher)
    {
        var accepted = StackTraceRuleParser.Parse($"{matcher}{string.Concat(Enumerable.Repeat("*a", 16))} -app");
        var refused = StackTraceRuleParser.Parse($"{matcher}{string.Concat(Enumerable.Repeat("*a", 17))} -app");

        Assert.Empty(accepted.Problems);
        Assert.Contains("at most 16 stars", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_HostilePatternsAndFrames_StopAtTheBudgetWhateverTheyAre()
    {
        // Every place of such a pattern stays possible at every character of such a text.
        var pattern = $"*{new string('a', 3_000)}{string.Concat(Enumerable.Repeat("?*", 15))}b";
        var rules = StackTraceRuleParser.Parse(string.Concat(Enumerable.Range(0, 100).Select(i => $"function:{pattern}{i} -app\nmodule:{{{pattern},*a*}}{i} -group\n"))).Rules;
        var name = new string('a', 10_000);
        var frames = Enumerable.Range(0, 250).Select(_ => new RuleFrame { Function = name, Module = name, Path = name }).ToArray();
        var budget = new RuleBudget(100_000);

        var decisions = StackTraceRules.Of(rules).Apply(frames, default, budget);

        Assert.Equal(200, rules.Length);
        Assert.True(budget.IsSpent);
        Assert.False(decisions.Apply(new FrameContribution[frames.Length]).IsTooShort);
    }

    [Fact]
    public void Apply_FewerStepsThanTheRulesTake_LeavesTheFramesAsTheyWereSent()
    {
        var frames = Frames("pay", "main");

        StackTraceRules.Of(StackTraceRuleParser.Parse("function:pay +app").Rules).Apply(frames, default, new RuleBudget(0));

        Assert.All(frames, frame => Assert.False(frame.InApp));
    }

    [Fact]
    public void Apply_BudgetThatEndsWithinANegatedPattern_MatchesNothing()
    {
        var frames = Frames("charge");

        StackTraceRules.Of(StackTraceRuleParser.Parse("!function:*h*e +app").Rules).Apply(frames, default, new RuleBudget(2));

        Assert.All(frames, frame => Assert.False(frame.InApp));
    }

    [Fact]
    public void Apply_BuiltInRules_TakeSmallPartOfTheBudget()
    {
        var budget = new RuleBudget();
        var frames = Enumerable.Range(0, 250).Select(i => new RuleFrame { Family = FrameFamilies.Native, Function = $"std::function_{i}", Package = "/usr/lib/libc++.dylib" }).ToArray();

        StackTraceRules.Of(BuiltInRules.StackTraces2026).Apply(frames, default, budget);

        Assert.InRange(budget.Left, RuleLimits.Steps * 95 / 100, RuleLimits.Steps - 1);
    }

    [Fact]
    public void Parse_TooManyRules_KeepsTheFirstAndSaysSo()
    {
        var result = StackTraceRuleParser.Parse(string.Concat(Enumerable.Repeat("function:a -app\n", 2_500)));

        Assert.Equal(2_000, result.Rules.Length);
        Assert.Contains("at most", result.Problems[0].Message, StringComparison.Ordinal);
    }

    private static Arbitrary<string> Rules { get; } = Arb.From(
        from rules in (
            from negation in Gen.Elements("", "!")
            from key in Gen.Elements("function", "module", "path", "package", "family", "app", "category", "type", "stack.function")
            from argument in Gen.Elements("main", "std::*", "**/a/**", "\"a b\"", "a\\\\b", "\"\\\"\"", "[[]x", "{pay,main}", "?ai*", "native,other", "yes", "*", "\"\"", "ui")
            from action in Gen.Elements("+app", "-app", "^-group", "v+group -app", "category=ui", "max-frames=3", "min-frames=2", "invert-stacktrace=1", "category=x ^+app", "category=main")
            from neighbours in Gen.Elements(("", ""), ("[ function:main ] | ", ""), ("", " | [ function:pay ]"), ("[function:\"a]\"] | ", ""))
            select $"{neighbours.Item1}{negation}{key}:{argument}{neighbours.Item2} {action}").ListOf()
        select string.Join('\n', rules));

    private static Gen<string> Damaged { get; } =
        from text in Rules.Generator
        from piece in Gen.Elements("[", "]", "|", "\"", ":", "\\", "{", "}", "^", "-", "=", "#", "\ud800", "\n", " ", "!")
        from place in Gen.Choose(0, text.Length)
        from cut in Gen.Choose(0, 3)
        select string.Concat(text.AsSpan(0, place), piece, text.AsSpan(Math.Min(text.Length, place + cut)));

    private static RuleFrame[] Frames(params string[] functions) => [.. functions.Select(function => new RuleFrame { Function = function, Path = $"/srv/a/{function}.py" })];

    private static StackTraceDecisions Apply(string rules, RuleFrame[] frames)
    {
        var result = StackTraceRuleParser.Parse(rules);
        Assert.Empty(result.Problems);
        return StackTraceRules.Of(result.Rules).Apply(frames, default, new RuleBudget());
    }

    private static void ApplyPlainly(IEnumerable<StackTraceRule> rules, RuleFrame[] frames)
    {
        Array.ForEach(frames, frame => frame.Reset());
        foreach (var rule in rules.Where(rule => rule.IsMatch(default, new RuleBudget())))
        {
            var matches = Enumerable.Range(0, frames.Length).Where(i => rule.IsMatch(frames, i, new RuleBudget())).ToArray();
            foreach (var (index, action) in matches.SelectMany(index => rule.Actions.Select(action => (index, action))))
            {
                if (action.Kind == ActionKind.Category)
                {
                    frames[index].Classify(action.Word!, rule);
                }
                else if (action.Kind == ActionKind.App)
                {
                    Array.ForEach(frames[action.RangeOf(index, frames.Length)], frame => frame.Mark(action.Flag, rule));
                }
            }
        }
    }

    private static IEnumerable<(string, string, bool)> Arguments(IEnumerable<StackTraceRule> rules) =>
        rules.SelectMany(rule => rule.Matchers).Select(matcher => (matcher.Name, matcher.Argument, matcher.IsNegated));
}
