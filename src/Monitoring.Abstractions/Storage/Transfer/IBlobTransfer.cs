using Monitoring.Storage.Blobs;

namespace Monitoring.Storage.Transfer;

/// <summary>The way of all blobs of a store into another one; implemented beside <see cref="IBlobStore"/> by a store that can be moved.</summary>
/// <remarks>
/// As with <see cref="IBlobStore"/>, the only expected exception is <see cref="StorageUnavailableException"/>, and <see cref="ArgumentException"/> for what
/// <see cref="BlobStoreArguments"/> refuses; faults of the caller's own stream pass through.
/// </remarks>
public interface IBlobTransfer
{
    /// <summary>Lists the blobs that are there and have not expired, by project and id.</summary>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Writes a blob as it was elsewhere, with the instant at which it was written first. A blob of that name that is there is not changed.</summary>
    /// <param name="info">What is known of the blob. Its length is the most that is read, and what its bytes turn out to be stands in the answer.</param>
    /// <param name="content">The bytes, read to the end and not closed.</param>
    /// <param name="cancellationToken">Stops the write; nothing is kept.</param>
    ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default);
}
