namespace Monitoring.Storage.Blobs;

/// <summary>The store of attachments, run output and images: bytes that are written once and read as streams.</summary>
/// <remarks>
/// Safe to call on many threads. A blob is there as a whole or not at all: a write that fails or is cancelled leaves
/// nothing. One that has expired is not there, removed or not: it cannot be deleted, and its name is free. The only expected exception is <see cref="StorageUnavailableException"/>, and <see cref="ArgumentException"/> for
/// what <see cref="BlobStoreArguments"/> refuses; faults of the caller's own stream pass through.
/// </remarks>
public interface IBlobStore
{
    /// <summary>Writes a blob from a stream; it is durable when the call returns.</summary>
    /// <param name="write">The name and the facts of the blob.</param>
    /// <param name="content">The bytes, read to the end and not closed.</param>
    /// <param name="cancellationToken">Stops the write; nothing is kept.</param>
    ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Finds a blob; <see langword="null"/> when it is not there or has expired.</summary>
    ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a blob for reading; <see langword="null"/> when it is not there or has expired. The stream stays readable
    /// when the blob is deleted meanwhile, and may be sought in and read without awaiting too, as archives are. The
    /// caller disposes it.
    /// </summary>
    ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default);

    /// <summary>Removes a blob.</summary>
    /// <returns>Whether it was there.</returns>
    ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default);

    /// <summary>Removes what has expired by the store's clock.</summary>
    /// <returns>How many blobs were removed.</returns>
    ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default);
}
