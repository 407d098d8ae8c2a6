using System.Text.Json.Nodes;
using Monitoring.Incidents.Inhibition;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Inhibition;

/// <summary>Alerts that mute others.</summary>
public sealed class InhibitionTests
{
    private const string File = "inhibit_tables.json";

    public static IReadOnlyCollection<TheoryDataRow<string>> EqualLabels => Table.Rows(File, "equal_matching");

    public static IReadOnlyCollection<TheoryDataRow<string>> Rules => Table.Rows(File, "rules");

    public static IReadOnlyCollection<TheoryDataRow<string>> Lives => Table.Rows(File, "lifecycle");

    public static IReadOnlyCollection<TheoryDataRow<string>> Added => Table.Rows(File, "added_by_researcher");

    [Theory]
    [MemberData(nameof(EqualLabels))]
    public void A_source_that_fires_mutes_what_has_the_same_labels(string row)
    {
        var node = JsonNode.Parse(row)!;

        // The table asks of the equal labels alone; a label of their own tells its sources from targets.
        var rule = new InhibitRule { Source = [Matcher.Of("source", MatchOperator.Equal, "1")], Target = [], Equal = [.. Names(node["equal"])] };
        var index = new InhibitionIndex(rule);
        foreach (var source in node["sources"]!.AsArray())
        {
            index.Put(LabelSet.Of(Table.Labels(source!["labels"]).Append(new Label("source", "1"))), End(source));
        }

        Assert.Equal(node["inhibited"]!.GetValue<bool>(), IsMuted(index, node["target"]!));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rules_mute_their_targets(string row)
    {
        var node = JsonNode.Parse(row)!;
        var indexes = node["rules"]!.AsArray().Select(rule => new InhibitionIndex(Rule(rule!))).ToList();
        foreach (var source in node["activeSources"]!.AsArray())
        {
            indexes.ForEach(index => index.Put(Table.Labels(source), endsAt: null));
        }

        Assert.All(node["cases"]!.AsArray(), entry => Assert.Equal(entry!["inhibited"]!.GetValue<bool>(), indexes.Exists(index => IsMuted(index, entry["target"]!))));
    }

    [Theory]
    [MemberData(nameof(Lives))]
    [MemberData(nameof(Added))]
    public void Sources_come_and_go(string row)
    {
        var node = JsonNode.Parse(row)!;
        var index = new InhibitionIndex(Rule(node["rule"]!));
        foreach (var alert in node["alerts"]!.AsArray())
        {
            index.Put(Table.Labels(alert!["labels"]), End(alert));
        }

        Assert.All(node["expect"]!.AsArray(), entry => Assert.Equal(entry!["muted"]!.GetValue<bool>(), IsMuted(index, entry["labels"]!)));
    }

    [Fact]
    public void A_source_that_was_forgotten_mutes_nothing()
    {
        var index = new InhibitionIndex(Rule(JsonNode.Parse("""{"source": ["s=1"], "target": ["t=1"], "equal": ["e"]}""")!));
        var (one, other) = (Labels("s", "1", "i", "1"), Labels("s", "1", "i", "2"));
        index.Put(one, endsAt: null);
        index.Put(other, endsAt: null);

        index.Remove(one);
        Assert.Equal(other, index.FindSource(Labels("t", "1"), Table.Now));

        index.Remove(other);
        index.Remove(other);
        Assert.Null(index.FindSource(Labels("t", "1"), Table.Now));
    }

    private static LabelSet Labels(params string[] pairs) => LabelSet.Of(pairs.Chunk(2).Select(pair => new Label(pair[0], pair[1])));

    private static bool IsMuted(InhibitionIndex index, JsonNode labels) => index.FindSource(Table.Labels(labels), Table.Now) is not null;

    private static DateTimeOffset? End(JsonNode alert) => alert["endsAt"] is { } end ? Table.Instant(end) : null;

    private static InhibitRule Rule(JsonNode node) => new()
    {
        Source = [.. Table.Matchers(node["source"])],
        Target = [.. Table.Matchers(node["target"])],
        Equal = [.. Names(node["equal"])],
    };

    private static IEnumerable<string> Names(JsonNode? names) => names!.AsArray().Select(name => name!.GetValue<string>());
}
