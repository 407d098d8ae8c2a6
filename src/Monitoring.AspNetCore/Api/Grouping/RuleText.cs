using System.Text;
using System.Text.Json;

namespace Monitoring.AspNetCore.Api.Grouping;

/// <summary>Reads rules as a text, a list of lines, or a list of rules in their parsed form, into the text of the rule language.</summary>
internal static class RuleText
{
    /// <summary>Reads rules.</summary>
    /// <param name="value">The value; a missing one and null are none.</param>
    /// <param name="name">The name of the property.</param>
    /// <param name="text">The text; null when there is none.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Read(JsonElement value, string name, out string? text)
    {
        text = null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                text = value.GetString();
                return null;
            case JsonValueKind.Array:
                return ReadList(value, name, out text);
            default:
                return $"{name}: must be a text, or a list of rules.";
        }
    }

    private static string? ReadList(JsonElement list, string name, out string? text)
    {
        text = null;
        var lines = new StringBuilder();
        var index = 0;
        foreach (var rule in list.EnumerateArray())
        {
            var line = rule.ValueKind == JsonValueKind.String ? rule.GetString() : Line(rule);
            if (line is null)
            {
                return $"{name}[{index}]: must be a text, or an object with 'matchers' (a list of pairs of key and argument), 'fingerprint' (a list of texts) and, maybe, 'attributes'.";
            }

            lines.Append(line.ReplaceLineEndings(" ")).Append('\n');
            index++;
        }

        text = lines.ToString();
        return null;
    }

    private static string? Line(JsonElement rule)
    {
        if (rule.ValueKind != JsonValueKind.Object || !rule.TryGetProperty("matchers", out var matchers) || matchers.ValueKind != JsonValueKind.Array
            || !rule.TryGetProperty("fingerprint", out var fingerprint) || Texts(fingerprint) is not { Count: > 0 } values)
        {
            return null;
        }

        var line = new StringBuilder();
        foreach (var matcher in matchers.EnumerateArray())
        {
            if (Texts(matcher) is not [var key, var argument])
            {
                return null;
            }

            line.Append(key).Append(':').Append(Quote(argument)).Append(' ');
        }

        line.Append("-> ").AppendJoin(", ", values.Select(Quote));
        if (rule.TryGetProperty("attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object
            && attributes.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String)
        {
            line.Append(" title=").Append(Quote(title.GetString()!));
        }

        return line.ToString();
    }

    private static List<string>? Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(element => element.GetString()!)]
            : null;

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
