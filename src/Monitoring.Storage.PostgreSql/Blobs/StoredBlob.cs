using Monitoring.Storage.Blobs;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>A blob and what its bytes are kept under.</summary>
internal sealed record StoredBlob
{
    public required BlobInfo Info { get; init; }

    public required Guid Content { get; init; }
}
