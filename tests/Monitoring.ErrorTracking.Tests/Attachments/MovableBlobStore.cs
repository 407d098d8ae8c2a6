using System.Collections.Concurrent;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;

namespace Monitoring.ErrorTracking.Tests.Attachments;

/// <summary>Blobs in memory, that can be away, and that can be counted.</summary>
internal sealed class MovableBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<BlobId, byte[]> _blobs = new();

    public bool IsAway { get; set; }

    public int Count => _blobs.Count;

    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        if (IsAway)
        {
            throw new StorageUnavailableException("The disk is full.") { RetryAfter = TimeSpan.FromSeconds(7) };
        }

        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return new BlobWriteResult { Outcome = _blobs.TryAdd(write.Id, bytes.ToArray()) ? BlobWriteOutcome.Written : BlobWriteOutcome.AlreadyExists };
    }

    public ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Stream?>(_blobs.TryGetValue(id, out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) => ValueTask.FromResult(_blobs.TryRemove(id, out _));

    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(0);
}
