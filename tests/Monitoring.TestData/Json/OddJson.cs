using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.TestData.Json;

/// <summary>Puts values of another kind or size, one at a time, in the place of each value of a JSON example.</summary>
public static class OddJson
{
    private const string Mark = "\u2603";

    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1e308", "9223372036854775807", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ufffe\"", "\"-P99999999D\"", "\"P10675199D\"", "[]", "[null]", "{}", """{"":null}""",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "253402300799", "-62135596800",
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Texts that differ from an example in one value each, the whole included. Some hold half a surrogate pair, so they are not given as nodes.</summary>
    public static IEnumerable<string> Of(string example)
    {
        var root = JsonNode.Parse(example)!;
        return Values.Concat(
            from place in Places(root).ToArray()
            from value in Values
            select With(root, place, value));
    }

    private static string With(JsonNode root, object[] place, string value)
    {
        var copy = root.DeepClone();
        Put(copy, place);
        return copy.ToJsonString(Plain).Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<object[]> Places(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(property => Below(property.Key, property.Value)),
        JsonArray list => list.Take(1).SelectMany(item => Below(0, item)),
        _ => [],
    };

    private static IEnumerable<object[]> Below(object step, JsonNode? node) => [[step], .. Places(node).Select(rest => (object[])[step, .. rest])];

    private static void Put(JsonNode node, object[] place)
    {
        foreach (var step in place[..^1])
        {
            node = (step is string name ? node[name] : node[(int)step])!;
        }

        if (place[^1] is string last)
        {
            node[last] = Mark;
        }
        else
        {
            node[(int)place[^1]] = Mark;
        }
    }
}
