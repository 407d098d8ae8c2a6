using Monitoring.Storage.Blobs;

namespace Monitoring.Storage.InMemory.Blobs;

/// <summary>A blob with its bytes, which never change.</summary>
internal sealed record StoredBlob
{
    public required BlobInfo Info { get; init; }

    public required byte[] Content { get; init; }
}
