using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Tests.Support;
using Monitoring.TestData;

namespace Monitoring.Incidents.Tests.Labels;

/// <summary>What makes an alert the same alert.</summary>
public sealed class LabelTests
{
    [Fact]
    public void Fingerprints_are_those_of_Prometheus()
    {
        var alerts = Alerts(Table.Read(Corpus.File("ops", "payloads", "ingest_cases.json"))).ToList();

        Assert.True(alerts.Count > 5);
        Assert.All(alerts, alert => Assert.Equal(alert.Fingerprint, LabelFingerprint.Of(alert.Labels).ToString()));
    }

    [Fact]
    public void Labels_are_in_the_order_of_their_bytes_and_empty_ones_are_none()
    {
        // U+1F600 comes after U+FF5E in UTF-8 and before it in UTF-16.
        var labels = LabelSet.Of([new("\uff5e", "1"), new("\U0001F600", "2"), new("b", ""), new("B", "3"), new("a", "0"), new("a", "4")]);

        Assert.Equal(["B", "a", "\uff5e", "\U0001F600"], labels.Select(label => label.Name));
        Assert.Equal("4", labels["a"]);
        Assert.Equal("", labels["b"]);
    }

    [Property]
    public void The_order_in_which_labels_come_does_not_matter(Dictionary<NonNull<string>, NonNull<string>> pairs)
    {
        var labels = pairs.Select(pair => new Label(pair.Key.Get, pair.Value.Get)).ToList();

        var (one, other) = (LabelSet.Of(labels), LabelSet.Of(Enumerable.Reverse(labels)));

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(LabelFingerprint.Of(one), LabelFingerprint.Of(other));
    }

    private static IEnumerable<(LabelSet Labels, string Fingerprint)> Alerts(JsonNode cases) =>
        from body in cases["cases"]!.AsArray().Select(entry => entry!["body"] as JsonObject)
        where body?["alerts"] is JsonArray
        from alert in body["alerts"]!.AsArray()
        where alert?["fingerprint"] is not null
        select (Table.Labels(alert["labels"]), alert["fingerprint"]!.GetValue<string>());
}
