using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>
/// An event as a flat list of path and text, with the spellings that the protocol allows for one thing made equal: what was sent and what is
/// stored can be compared leaf by leaf.
/// </summary>
internal static class EventLeaves
{
    public static SortedDictionary<string, string> Of(JsonObject sent)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in sent)
        {
            switch (name)
            {
                case "exception" or "threads" or "breadcrumbs":
                    Add(leaves, $"{name}.values", value is JsonObject wrapped ? wrapped["values"] : value);
                    break;
                case "tags":
                    AddPairs(leaves, name, value);
                    break;
                case "server_name":
                    Add(leaves, "tags.server_name", value);
                    break;
                case "message" or "logentry":
                    AddMessage(leaves, value);
                    break;
                case "request":
                    AddRequest(leaves, value!.AsObject());
                    break;
                default:
                    Add(leaves, name, value);
                    break;
            }
        }

        return leaves;
    }

    /// <summary>Objects, lists of pairs and lists of key and value are one.</summary>
    private static void AddPairs(SortedDictionary<string, string> leaves, string path, JsonNode? list)
    {
        IEnumerable<(string Key, JsonNode? Value)> pairs = list switch
        {
            JsonObject byName => byName.Select(pair => (pair.Key, pair.Value)),
            JsonArray items => items.Select(item => item is JsonArray pair ? ((string)pair[0]!, pair[1]) : ((string)item!["key"]!, item["value"])),
            _ => [],
        };
        foreach (var (key, value) in pairs)
        {
            Add(leaves, $"{path}.{key}", value);
        }
    }

    private static void AddRequest(SortedDictionary<string, string> leaves, JsonObject request)
    {
        foreach (var (name, value) in request)
        {
            if (name is "headers" or "cookies" && value is JsonObject or JsonArray)
            {
                AddPairs(leaves, $"request.{name}", value);
            }
            else
            {
                Add(leaves, $"request.{name}", value);
            }
        }
    }

    /// <summary>
    /// The text that people read. The template is beside it only when it differs; a template with parameters is filled in by the host when
    /// the SDK did not.
    /// </summary>
    private static void AddMessage(SortedDictionary<string, string> leaves, JsonNode? message)
    {
        if (message is not JsonObject entry)
        {
            Add(leaves, "logentry", message);
            return;
        }

        var isTemplate = entry["formatted"] is not null || entry["params"] is not null;
        Add(leaves, "logentry", entry["formatted"] ?? (isTemplate ? null : entry["message"]));
        if (isTemplate && (string?)entry["message"] != (string?)entry["formatted"])
        {
            Add(leaves, "logentry.message", entry["message"]);
        }

        Add(leaves, "logentry.params", entry["params"]);
    }

    /// <summary>A URL as the file's name is its address, and the name is the path in it.</summary>
    private static void AddFile(SortedDictionary<string, string> leaves, string path, JsonObject frame)
    {
        var name = (string?)frame["filename"];
        if (frame["abs_path"] is null && Uri.TryCreate(name, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            leaves[$"{path}.abs_path"] = name!;
            leaves[$"{path}.filename"] = address.AbsolutePath;
        }
    }

    private static void Add(SortedDictionary<string, string> leaves, string path, JsonNode? value)
    {
        switch (value)
        {
            case null:
                break;
            case JsonObject fields:
                foreach (var (name, field) in fields)
                {
                    Add(leaves, $"{path}.{name}", field);
                }

                AddFile(leaves, path, fields);
                break;
            case JsonArray items:
                leaves[$"{path}.#"] = items.Count.ToString(CultureInfo.InvariantCulture);
                for (var index = 0; index < items.Count; index++)
                {
                    Add(leaves, $"{path}[{index}]", items[index]);
                }

                break;
            default:
                leaves[path] = path.EndsWith("timestamp", StringComparison.Ordinal) ? Instant(value) : value.ToString();
                break;
        }
    }

    /// <summary>Seconds since 1970 and RFC 3339 texts become the same, to the millisecond.</summary>
    private static string Instant(JsonNode value)
    {
        var instant = value.GetValueKind() == JsonValueKind.Number
            ? DateTimeOffset.UnixEpoch.AddSeconds((double)value)
            : DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return instant.ToUniversalTime().AddTicks(TimeSpan.TicksPerMillisecond / 2).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }
}
