using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>
/// Makes a part of an event out of the fields that crash handlers send beside a dump: <c>sentry</c> and <c>sentry___initialScope</c> hold JSON, in pieces
/// <c>sentry__1</c>, <c>sentry__2</c> when it is long; <c>sentry[tags][region]</c> is a place in the event; any other field is extra data.
/// </summary>
internal static class FormFields
{
    /// <summary>The most fields that are looked at.</summary>
    public const int MaxFields = 200;

    private const int MaxDepth = 8;
    private const string Root = "sentry";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an object; null when the text is none.</summary>
    public static JsonObject? ReadObject(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, null, Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The part of an event that fields are.</summary>
    public static JsonObject ToEvent(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var result = new JsonObject();
        foreach (var name in (string[])["sentry___initialScope", Root])
        {
            if (Whole(fields, name) is { Length: > 0 } json && ReadObject(System.Text.Encoding.UTF8.GetBytes(json)) is { } part)
            {
                Merge(result, part);
            }
        }

        foreach (var (name, value) in fields.Take(MaxFields))
        {
            if (PathOf(name) is { } path)
            {
                Set(result, path, value);
            }
        }

        return result;
    }

    /// <summary>Puts the properties of one object into another, objects within them likewise; what the other had is replaced.</summary>
    public static void Merge(JsonObject into, JsonObject from, int depth = 0)
    {
        foreach (var (name, value) in from.ToArray())
        {
            if (depth < MaxDepth && value is JsonObject inner && into[name] is JsonObject known)
            {
                Merge(known, inner, depth + 1);
                continue;
            }

            from.Remove(name);
            into[name] = value;
        }
    }

    private static string Whole(IReadOnlyList<KeyValuePair<string, string>> fields, string name) => string.Concat(fields
        .Where(field => field.Key == name || (field.Key.StartsWith(name + "__", StringComparison.Ordinal) && int.TryParse(field.Key.AsSpan(name.Length + 2), out _)))
        .OrderBy(field => field.Key == name ? 0 : int.Parse(field.Key.AsSpan(name.Length + 2), System.Globalization.CultureInfo.InvariantCulture))
        .Select(field => field.Value));

    /// <summary>Where a field belongs; null for what is no field of its own.</summary>
    private static string[]? PathOf(string name)
    {
        if (!name.StartsWith(Root, StringComparison.Ordinal))
        {
            return name.Length == 0 ? null : ["extra", name];
        }

        if (name.Length == Root.Length || name[Root.Length] != '[')
        {
            return null;
        }

        var path = name[(Root.Length + 1)..].TrimEnd(']').Split("][");
        return path.Length <= MaxDepth && path.All(part => part.Length > 0) ? path : null;
    }

    private static void Set(JsonObject root, string[] path, string value)
    {
        var node = root;
        foreach (var part in path[..^1])
        {
            if (node[part] is not JsonObject inner)
            {
                inner = [];
                node[part] = inner;
            }

            node = inner;
        }

        node[path[^1]] = JsonValue.Create(value);
    }
}
