using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb;

/// <summary>What a backup has copied.</summary>
public sealed record LiteDbBackupResult
{
    /// <summary>How many files.</summary>
    public required int Files { get; init; }

    /// <summary>How many bytes they have.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files of segments and blobs that are missing or cut short in the store itself, and so in the copy. Keep an older backup while there are any.</summary>
    public required ImmutableArray<string> Missing { get; init; }
}
