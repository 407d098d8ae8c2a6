using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>The names of keys. A name that is none of them is a tag's, unless it looks like one that was mistyped.</summary>
internal static class QueryKeys
{
    // From here on two letters may differ.
    private const int LongName = 8;
    private const int ShortestName = 4;

    private static readonly FrozenDictionary<string, QueryKey> Known = new Dictionary<string, QueryKey>
    {
        ["is"] = QueryKey.Is,
        ["has"] = QueryKey.Has,
        ["level"] = QueryKey.Level,
        ["type"] = QueryKey.Type,
        ["platform"] = QueryKey.Platform,
        ["release"] = QueryKey.Release,
        ["environment"] = QueryKey.Environment,
        ["service"] = QueryKey.Service,
        ["assigned"] = QueryKey.Assigned,
        ["assignee"] = QueryKey.Assigned,
        ["title"] = QueryKey.Title,
        ["culprit"] = QueryKey.Culprit,
        ["message"] = QueryKey.Words,
        ["error.type"] = QueryKey.Words,
        ["error.value"] = QueryKey.Words,
        ["stack.function"] = QueryKey.Words,
        ["stack.module"] = QueryKey.Words,
        ["stack.filename"] = QueryKey.Words,
        ["timesSeen"] = QueryKey.Events,
        ["events"] = QueryKey.Events,
        ["users"] = QueryKey.Users,
        ["firstSeen"] = QueryKey.FirstSeen,
        ["lastSeen"] = QueryKey.LastSeen,
        ["age"] = QueryKey.Age,
        ["timestamp"] = QueryKey.Timestamp,
        ["event.timestamp"] = QueryKey.Timestamp,
        ["id"] = QueryKey.Id,
        ["event.id"] = QueryKey.Id,
        ["trace"] = QueryKey.Trace,
        ["trace_id"] = QueryKey.Trace,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tags that events have by themselves, so that their names are not taken for mistakes.</summary>
    private static readonly FrozenSet<string> KnownTags = ((string[])
    [
        "logger", "dist", "transaction", "url", "user", "user.id", "user.email", "user.username", "user.ip", "mechanism", "handled", "browser", "browser.name", "os", "os.name",
        "runtime", "runtime.name", "device", "device.family", "server_name", "host", "region", "tenant", "version",
    ]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Tags of which people give the name alone or with the version: each is looked for in both.</summary>
    private static readonly FrozenDictionary<string, string> Named = new Dictionary<string, string>
    {
        ["browser"] = "browser.name",
        ["os"] = "os.name",
        ["runtime"] = "runtime.name",
        ["device"] = "device.family",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static QueryKey Find(QueryNode.Term term) => term.IsTag ? QueryKey.Tag : Known.GetValueOrDefault(term.Key, QueryKey.Tag);

    public static QueryKey Find(string name) => Known.GetValueOrDefault(name, QueryKey.Tag);

    /// <summary>The tags that a name stands for.</summary>
    public static ImmutableArray<string> TagsOf(QueryNode.Term term) => !term.IsTag && Named.TryGetValue(term.Key, out var named) ? [term.Key, named] : [term.Key];

    /// <summary>The name that was probably meant by one that is not known.</summary>
    public static string? Suggest(string name)
    {
        if (name.Length < ShortestName || KnownTags.Contains(name) || Known.ContainsKey(name))
        {
            return null;
        }

        var allowed = name.Length >= LongName ? 2 : 1;
        return Known.Keys
            .Where(known => known.Length >= ShortestName)
            .Select(known => (Name: known, Distance: EditDistance.Of(name, known)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }
}
