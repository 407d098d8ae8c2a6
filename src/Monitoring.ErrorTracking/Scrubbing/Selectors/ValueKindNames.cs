namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>The names that selectors have for kinds of values.</summary>
internal static class ValueKindNames
{
    private static readonly Dictionary<string, ValueKinds> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = ValueKinds.String,
        ["number"] = ValueKinds.Number,
        ["boolean"] = ValueKinds.Boolean,
        ["bool"] = ValueKinds.Boolean,
        ["datetime"] = ValueKinds.DateTime,
        ["array"] = ValueKinds.Array,
        ["object"] = ValueKinds.Object,
        ["event"] = ValueKinds.Event,
        ["exception"] = ValueKinds.Exception,
        ["error"] = ValueKinds.Exception,
        ["stacktrace"] = ValueKinds.StackTrace,
        ["stack"] = ValueKinds.StackTrace,
        ["frame"] = ValueKinds.Frame,
        ["request"] = ValueKinds.Request,
        ["http"] = ValueKinds.Request,
        ["user"] = ValueKinds.User,
        ["logentry"] = ValueKinds.LogEntry,
        ["message"] = ValueKinds.LogEntry,
        ["thread"] = ValueKinds.Thread,
        ["breadcrumb"] = ValueKinds.Breadcrumb,
        ["span"] = ValueKinds.Span,
        ["sdk"] = ValueKinds.Sdk,
        ["clientsdkinfo"] = ValueKinds.Sdk,
    };

    private static readonly HashSet<string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "attachments", "minidump", "binary", "heap_memory", "stack_memory", "replay",
    };

    public static bool TryGet(string name, out ValueKinds kind) => Kinds.TryGetValue(name, out kind);

    /// <summary>Whether the field has the name, but no event has such a value.</summary>
    public static bool IsElsewhere(string name) => Elsewhere.Contains(name);

    /// <summary>A known name that begins alike.</summary>
    public static string? Similar(string name) =>
        name.Length == 0 ? null : Kinds.Keys.FirstOrDefault(known => known.StartsWith(name[..Math.Min(3, name.Length)], StringComparison.OrdinalIgnoreCase));
}
