using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Monitoring.Incidents.Matchers;
using Monitoring.Incidents.Silences;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Silences;

/// <summary>The life of a silence.</summary>
public sealed class SilenceTests
{
    private const string File = "silence_tables.json";

    public static IReadOnlyCollection<TheoryDataRow<string>> Changes => Table.Rows(File, "can_update");

    public static IReadOnlyCollection<TheoryDataRow<string>> States => Table.Rows(File, "state");

    public static IReadOnlyCollection<TheoryDataRow<string>> Ends => Table.Rows(File, "expire");

    public static IReadOnlyCollection<TheoryDataRow<string>> Matches => Table.Rows(File, "matches");

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_made_in_place_only_where_it_leaves_the_past_as_it_was(string row)
    {
        var node = JsonNode.Parse(row)!;

        Assert.Equal(node["ok"]!.GetValue<bool>(), Silence(node["from"]!).CanBecome(Silence(node["to"]!), Table.Now));
    }

    [Fact]
    public void Other_matchers_make_another_silence()
    {
        var silence = Silence(JsonNode.Parse("""{"startsAt": 60, "endsAt": 3600}""")!);

        Assert.True(silence.CanBecome(silence with { EndsAt = silence.EndsAt.AddHours(1) }, Table.Now));
        Assert.False(silence.CanBecome(silence with { MatcherSets = [[Matcher.Of("a", MatchOperator.Equal, "c")]] }, Table.Now));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void The_clock_alone_says_where_it_is(string row)
    {
        var node = JsonNode.Parse(row)!;

        Assert.Equal(node["state"]!.GetValue<string>(), Silence(node["silence"]!).StateAt(Table.Now).ToString().ToLowerInvariant());
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void It_is_ended_now(string row)
    {
        var node = JsonNode.Parse(row)!;
        var (ended, expected) = (Silence(node["silence"]!).ExpireAt(Table.Now), Silence(node["after"]!));

        Assert.Equal((expected.StartsAt, expected.EndsAt), (ended.StartsAt, ended.EndsAt));
        Assert.Equal(SilenceState.Expired, ended.StateAt(Table.Now));
    }

    [Theory]
    [MemberData(nameof(Matches))]
    public void An_alert_fits_when_all_matchers_of_one_set_do(string row)
    {
        var node = JsonNode.Parse(row)!;
        var labels = Table.Labels(Table.Alertmanager(File)["labels"]);
        var silence = Silence(JsonNode.Parse("""{"startsAt": 0, "endsAt": 60}""")!) with { MatcherSets = [.. node["matcherSets"]!.AsArray().Select(set => Table.Matchers(set).ToImmutableArray())] };

        Assert.Equal(node["match"]!.GetValue<bool>(), silence.IsMatch(labels));
    }

    private static Silence Silence(JsonNode node) => new()
    {
        MatcherSets = [[Matcher.Of("a", MatchOperator.Equal, "b")]],
        StartsAt = Table.Instant(node["startsAt"]),
        EndsAt = Table.Instant(node["endsAt"]),
    };
}
