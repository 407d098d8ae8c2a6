namespace Monitoring.Storage.Documents;

/// <summary>A document as a store holds it.</summary>
public sealed record StoredDocument
{
    /// <summary>The partition that it lies in.</summary>
    public required Partition Partition { get; init; }

    /// <summary>The name of its <see cref="DocumentType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// Changes with every put and only grows; a key that is deleted and put again continues above its old versions.
    /// </summary>
    public required long Version { get; init; }

    /// <summary>The version of the shape that <see cref="Body"/> was written with.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The document, opaque to the store.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
