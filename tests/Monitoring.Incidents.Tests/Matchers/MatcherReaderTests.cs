using System.Text.Json.Nodes;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Matchers;

/// <summary>Texts of matchers as Alertmanager reads them.</summary>
public sealed class MatcherReaderTests
{
    private const string File = "matcher_syntax.json";

    public static IReadOnlyCollection<TheoryDataRow<string>> Classic => Table.Rows(File, "classic");

    public static IReadOnlyCollection<TheoryDataRow<string>> Lists => Table.Rows(File, "utf8_lists");

    public static IReadOnlyCollection<TheoryDataRow<string>> Singles => Table.Rows(File, "utf8_single");

    public static IReadOnlyCollection<TheoryDataRow<string>> Compliance => Table.Rows(File, "compliance");

    public static IReadOnlyCollection<TheoryDataRow<string>> Evaluations => Table.Rows(File, "evaluate");

    [Theory]
    [MemberData(nameof(Classic))]
    public void The_classic_syntax_is_read(string row) => AssertRead(row, ClassicMatcherReader.Read);

    [Theory]
    [MemberData(nameof(Lists))]
    public void The_strict_syntax_is_read(string row) => AssertRead(row, StrictMatcherReader.Read);

    [Theory]
    [MemberData(nameof(Singles))]
    public void One_matcher_is_read(string row) => AssertRead(row, text => MatcherReader.One(StrictMatcherReader.Read(text)));

    [Theory]
    [MemberData(nameof(Compliance))]
    public void What_only_one_of_the_syntaxes_has_is_read_as_before(string row)
    {
        AssertRead(row, MatcherReader.Read);
        var text = Input(row);
        var strict = StrictMatcherReader.Read(text);
        var classic = ClassicMatcherReader.Read(text);
        Assert.Equal(
            JsonNode.Parse(row)!["sameInBothParsers"]!.GetValue<bool>(),
            strict.Problem is null == classic.Problem is null && strict.Matchers.SequenceEqual(classic.Matchers));
    }

    [Theory]
    [MemberData(nameof(Evaluations))]
    public void A_value_fits_or_does_not(string row)
    {
        var node = JsonNode.Parse(row)!;
        var matcher = Matcher.Of("name", MatchOperators.Read(node["op"]!.GetValue<string>()), node["pattern"]!.GetValue<string>());

        Assert.Equal(node["match"]!.GetValue<bool>(), matcher.IsMatch(node["value"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("foo=bar\\n", "'foo=bar\\n' is not in the strict syntax (7:8: \\: invalid input); write {foo=\"bar\\n\"}")]
    [InlineData("foo=\"a\\x62c\"", "'foo=\"a\\x62c\"' is {foo=\"a\\\\x62c\"} in the classic syntax, as it is read here, and {foo=\"abc\"} in the strict one")]
    [InlineData("foo=bar", null)]
    public void A_text_that_means_another_thing_in_the_other_syntax_comes_with_advice(string text, string? advice) => Assert.Equal(advice, MatcherReader.Read(text).Advice);

    [Theory]
    [InlineData("foo=~\"(a\"")]
    [InlineData("foo=~\"a(?=b)\"")]
    [InlineData("foo=~\"(a)\\\\1\"")]
    public void A_regular_expression_that_RE2_refuses_is_refused(string text) =>
        Assert.Contains("error parsing regexp", MatcherReader.Read(text).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"\d+", "12", true)]
    [InlineData(@"\d+", "१२", false)]
    [InlineData(@"\w+", "é", false)]
    [InlineData(@"[\w-]+", "a-1", true)]
    [InlineData("[[:alpha:]]+", "abc", true)]
    [InlineData("[[:alpha:]]+", "ab1", false)]
    [InlineData("[a[]+", "[a", true)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData(@"\Qa.b\E+", "a.b", true)]
    [InlineData(@"\Qa.b\E", "axb", false)]
    [InlineData("(?P<name>a)b", "ab", true)]
    [InlineData("(?i)prod", "PROD", true)]
    [InlineData("a|b", "ab", false)]
    [InlineData("a", "a\n", false)]
    [InlineData("a.b", "a\nb", false)]
    [InlineData("", "", true)]
    public void Regular_expressions_mean_what_they_mean_in_RE2(string pattern, string value, bool fits) =>
        Assert.Equal(fits, Matcher.Of("name", MatchOperator.Matches, pattern).IsMatch(value));

    [Fact]
    public void A_long_text_is_refused() => Assert.Equal("matchers of 20000 characters; at most 16384 are read", MatcherReader.Read(new string('a', 20_000)).Problem);

    [Fact]
    public void A_regular_expression_that_others_run_for_ever_ends_at_once() =>
        Assert.False(Matcher.Of("name", MatchOperator.Matches, "(a+)+b").IsMatch(new string('a', 100_000)));

    [Fact]
    public void A_label_that_is_missing_is_empty()
    {
        var labels = LabelSet.Of([new Label("a", "b")]);

        Assert.All(["a=b", "c=\"\"", "c!=b", "c=~\".*\"", "c!~\".+\"", "a!~\"c|d\""], text => Assert.True(Read(text).IsMatch(labels), text));
        Assert.All(["a=c", "c!=\"\"", "c=~\".+\"", "a!~\"b|d\""], text => Assert.False(Read(text).IsMatch(labels), text));
    }

    private static Matcher Read(string text) => Assert.Single(MatcherReader.Read(text).Matchers);

    private static string Input(string row) => JsonNode.Parse(row)!["input"]!.GetValue<string>();

    private static void AssertRead(string row, Func<string, MatcherReadResult> read)
    {
        var node = JsonNode.Parse(row)!;
        var result = read(Input(row));
        if (node["error"] is { } error)
        {
            // Of what a regular expression lacks the machine for them speaks in words of its own.
            var expected = error.GetValue<string>();
            Assert.StartsWith(expected.StartsWith("error parsing regexp", StringComparison.Ordinal) ? "error parsing regexp" : expected, result.Problem, StringComparison.Ordinal);
            return;
        }

        Assert.Null(result.Problem);
        Assert.Equal(
            node["matchers"]!.AsArray().Select(matcher => (matcher!["name"]!.GetValue<string>(), matcher["op"]!.GetValue<string>(), matcher["value"]!.GetValue<string>())),
            result.Matchers.Select(matcher => (matcher.Name, MatchOperators.Write(matcher.Operator), matcher.Value)));
    }
}
