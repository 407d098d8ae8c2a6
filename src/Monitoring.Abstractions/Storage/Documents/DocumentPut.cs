namespace Monitoring.Storage.Documents;

/// <summary>Writes a document.</summary>
public sealed record DocumentPut
{
    /// <summary>The kind of document.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>The key in the partition, 1 to 255 characters, compared ordinally.</summary>
    public required string Key { get; init; }

    /// <summary>The document in the current shape of <see cref="Type"/>, at most 8 MiB.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The version that must be stored now: <c>0</c> for none, <see langword="null"/> for any or none.
    /// </summary>
    public long? ExpectedVersion { get; init; }
}
