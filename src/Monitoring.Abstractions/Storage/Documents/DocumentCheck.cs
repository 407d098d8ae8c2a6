namespace Monitoring.Storage.Documents;

/// <summary>Demands that a document is at a version, without changing it.</summary>
public sealed record DocumentCheck
{
    /// <summary>The kind of document.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>The key in the partition.</summary>
    public required string Key { get; init; }

    /// <summary>The version that must be stored now; <c>0</c> for none.</summary>
    public required long ExpectedVersion { get; init; }
}
