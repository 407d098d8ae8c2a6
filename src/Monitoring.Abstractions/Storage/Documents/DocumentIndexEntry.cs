namespace Monitoring.Storage.Documents;

/// <summary>A key of a document in one of its indexes.</summary>
public sealed record DocumentIndexEntry
{
    /// <summary>The name of the index.</summary>
    public required string Index { get; init; }

    /// <summary>The key.</summary>
    public required IndexKey Key { get; init; }
}
