using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules.Fingerprints;

/// <summary>The language of the rules for fingerprints by its properties, also on damaged texts of real rules.</summary>
public sealed class FingerprintRuleTests
{
    private const int Mutants = 40;

    public static IReadOnlyCollection<TheoryDataRow<string>> Texts => Corpus.Rows(RuleCorpus.FingerprintSyntax, full =>
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(full));
        return [.. document.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("text").GetString()!)];
    });

    [Property]
    public Property Print_and_parse_again_gives_the_same_rules() => Prop.ForAll(Rules, text => AssertRoundTrip(text));

    [Property]
    public Property Parse_AnyText_NeverThrowsAndEveryProblemHasAPlace() => Prop.ForAll(Arb.From(Damaged), AssertPlaces);

    [Property]
    public Property Parse_TextOfAnyCharacters_NeverThrowsAndEveryProblemHasAPlace() =>
        Prop.ForAll<string?>(text => AssertPlaces(text ?? ""));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Parse_DamagedRealRules_NeverThrowsAndEveryProblemHasAPlace(string text)
    {
        var other = "message:\"*x*\" !path:**/a -> y, {{ tags.z }} title=\"T\"\n"u8.ToArray();
        for (var seed = 0; seed < Mutants; seed++)
        {
            AssertPlaces(Encoding.UTF8.GetString(Mutations.Damage(new Random(seed), Encoding.UTF8.GetBytes(text), other)));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Print_RealRule_IsReadAsTheSame(string text) => AssertRoundTrip(text);

    [Property]
    public Property The_first_rule_that_matches_decides() => Prop.ForAll(
        Arb.From(Gen.Shuffle(new[] { "type:E* -> a", "type:Error -> b", "value:v -> c" })), lines =>
        {
            var facts = new FingerprintFacts { Exceptions = [new ExceptionFacts { Type = "Error", Value = "v" }], Frames = [], Level = "error", Tags = [] };

            var rule = FingerprintRules.Of(FingerprintRuleParser.Parse(string.Join('\n', lines)).Rules).Match(facts);

            Assert.Equal(lines[0], rule!.ToString().Replace("\"", "", StringComparison.Ordinal));
            Assert.Equal(1, rule.Line);
        });

    [Fact]
    public void Match_BudgetThatEndsWithinANegatedPattern_MatchesNothing()
    {
        var rules = FingerprintRules.Of(FingerprintRuleParser.Parse("!message:*h*e -> other").Rules);

        Assert.Null(rules.Match(new FingerprintFacts { Message = "charge", Budget = new RuleBudget(2) }));
    }

    private static Arbitrary<string> Rules { get; } = Arb.From(
        from rules in (
            from negation in Gen.Elements("", "!")
            from key in Gen.Elements("type", "error.value", "stack.module", "path", "package", "function", "message", "logger", "level", "release", "tags.a-b.c", "app", "family", "sdk")
            from argument in Gen.Elements("yes", "*", "**/a/**", "\"a b\"", "a\\\\b", "\"\\\"\"", "{a,b}", "[[]x", "\"\"", "é\"", "native,other", "->")
            from value in Gen.Elements("a", "a, b", "{{ default }}, {{default}}", "x-{{ tags.a }}-y", "\"a, b\"", "a \"b\"", "{{ {{x}}", "}}", "\\\\", "a->b", "title", "ü")
            from title in Gen.Elements("", " title=\"T {{ type }}\"", " title=\"\"", " title=\"a \\\" b\"", " # why")
            select $"{negation}{key}:{argument} -> {value}{title}").ListOf()
        select string.Join('\n', rules));

    private static Gen<string> Damaged { get; } =
        from text in Rules.Generator
        from piece in Gen.Elements("->", "\"", ":", "\\", "{{", "}}", ",", "#", "=", "title=", "\ud800", "\n", "\r", "\0", " ", "!", "tags.")
        from place in Gen.Choose(0, text.Length)
        from cut in Gen.Choose(0, 3)
        select string.Concat(text.AsSpan(0, place), piece, text.AsSpan(Math.Min(text.Length, place + cut)));

    private static void AssertPlaces(string text)
    {
        var lines = text.Split('\n');
        foreach (var problem in FingerprintRuleParser.Parse(text).Problems)
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
            Assert.NotEqual("", problem.Message);
        }
    }

    private static void AssertRoundTrip(string text)
    {
        var once = FingerprintRuleParser.Parse(text);
        var printed = string.Join('\n', once.Rules);
        var twice = FingerprintRuleParser.Parse(printed);

        Assert.Empty(twice.Problems);
        Assert.Equal(printed, string.Join('\n', twice.Rules));
        Assert.Equal(once.Rules.Select(Facts), twice.Rules.Select(Facts));
    }

    private static string Facts(FingerprintRule rule) =>
        $"{string.Join('|', rule.Matchers.Select(matcher => $"{matcher.IsNegated} {matcher.Name} {matcher.Argument}"))} > {string.Concat(rule.Fingerprint)} > {rule.Title}";
}
