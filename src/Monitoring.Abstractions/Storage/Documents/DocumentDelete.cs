namespace Monitoring.Storage.Documents;

/// <summary>Removes a document; one that is not there is no fault unless a version is expected.</summary>
public sealed record DocumentDelete
{
    /// <summary>The kind of document.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>The key in the partition.</summary>
    public required string Key { get; init; }

    /// <summary>The version that must be stored now, or <see langword="null"/> for any or none.</summary>
    public long? ExpectedVersion { get; init; }
}
