using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// The collections of the database file: a fixed handful, since a file has room for some 400 names. Projects, document
/// types and the like are parts of keys.
/// </summary>
internal static class Collections
{
    /// <summary>Single values by name: format, counters, positions.</summary>
    public const string Meta = "meta";

    /// <summary>Issues by id, with the sort keys of the search.</summary>
    public const string Issues = "issues";

    /// <summary>What hashes have counted, by project and hash.</summary>
    public const string Hashes = "hashes";

    /// <summary>Issues that were merged away, by id.</summary>
    public const string Merged = "merged";

    /// <summary>Deleted hashes whose events may still lie in segments, by the sequence of the deletion, project and hash.</summary>
    public const string Deleted = "deleted";

    /// <summary>Counters and retention marks of the error store, by project.</summary>
    public const string Projects = "projects";

    /// <summary>Transitions, by position.</summary>
    public const string Transitions = "transitions";

    /// <summary>The segments that belong to the store, by number.</summary>
    public const string Segments = "segments";

    /// <summary>Document types and their indexes, by name.</summary>
    public const string Types = "types";

    /// <summary>Documents, by partition, type and key.</summary>
    public const string Documents = "documents";

    /// <summary>Index entries, by partition, index, index key and document key.</summary>
    public const string Index = "index";

    /// <summary>Timers, by partition, kind and key.</summary>
    public const string Timers = "timers";

    /// <summary>Leases, by name.</summary>
    public const string Leases = "leases";

    /// <summary>Signals, by position.</summary>
    public const string Signals = "signals";

    /// <summary>What is known of blobs, by project and id.</summary>
    public const string Blobs = "blobs";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All =
    [
        Meta, Issues, Hashes, Merged, Deleted, Projects, Transitions, Segments, Types, Documents, Index, Timers, Leases, Signals, Blobs,
    ];
}
