using System.Collections.Immutable;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>Some of what is moved: records of one store, or a blob.</summary>
internal sealed record TransferPart
{
    public ImmutableArray<ErrorStoreRecord> Errors { get; init; } = [];

    public ImmutableArray<DocumentStoreRecord> Documents { get; init; } = [];

    public BlobInfo? Blob { get; init; }

    /// <summary>The blob's bytes, to be read before the next part is asked for; <see langword="null"/> when the blob is gone meanwhile.</summary>
    public Func<CancellationToken, ValueTask<Stream?>>? OpenBlob { get; init; }

    /// <summary>Where the source goes on after this.</summary>
    public required string Cursor { get; init; }
}
