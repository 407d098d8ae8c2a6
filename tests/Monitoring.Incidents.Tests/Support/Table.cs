using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;
using Monitoring.TestData;

namespace Monitoring.Incidents.Tests.Support;

/// <summary>Tables of the corpus: a row is one case, as JSON, so that each is a test of its own.</summary>
internal static class Table
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The instant that the tables call now.</summary>
    public static DateTimeOffset Now { get; } = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Rows of a list in a file of <c>ops/alertmanager</c>.</summary>
    public static IReadOnlyCollection<TheoryDataRow<string>> Rows(string file, string list) =>
        Corpus.Rows(Path.Combine("ops", "alertmanager", file), full => Read(full)[list]!.AsArray().Select(row => row!.ToJsonString(Relaxed)));

    public static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    public static JsonNode Alertmanager(string file) => Read(Corpus.File("ops", "alertmanager", file));

    public static DateTimeOffset Instant(JsonNode? seconds) => Now.AddSeconds(seconds!.GetValue<double>());

    public static LabelSet Labels(JsonNode? labels) => LabelSet.Of(labels!.AsObject().Select(label => new Label(label.Key, label.Value!.GetValue<string>())));

    public static Matcher[] Matchers(JsonNode? texts) => [.. texts!.AsArray().Select(text => Assert.Single(Read(text!)))];

    private static IEnumerable<Matcher> Read(JsonNode text)
    {
        var read = MatcherReader.Read(text.GetValue<string>());
        Assert.Null(read.Problem);
        return read.Matchers;
    }
}
