using System.Security.Cryptography;
using Monitoring.Storage.Blobs;

namespace Monitoring.Storage.InMemory.Blobs;

/// <summary>The blob store over a dictionary.</summary>
internal sealed class MemoryBlobStore(TimeProvider time) : IBlobStore
{
    private const int BufferLength = 16 * 1024;

    private readonly Locked _locked = new();
    private readonly Dictionary<BlobId, StoredBlob> _blobs = [];

    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.Check(write, content);
        if (await FindAsync(write.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        var bytes = await ReadAsync(content, write.MaxLength, cancellationToken).ConfigureAwait(false);
        return bytes is null
            ? new BlobWriteResult { Outcome = BlobWriteOutcome.TooLong }
            : await _locked.Run(() => Keep(write, bytes), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
        _locked.Run(() => Find(id)?.Info, cancellationToken);

    public ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default) =>
        _locked.Run(() => Find(id) is { } blob ? (Stream)new MemoryStream(blob.Content, writable: false) : null, cancellationToken);

    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) =>
        _locked.Run(() => Find(id) is not null & _blobs.Remove(id), cancellationToken);

    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                var expired = _blobs.Where(blob => IsExpired(blob.Value)).Select(blob => blob.Key).ToList();
                expired.ForEach(id => _blobs.Remove(id));
                return expired.Count;
            },
            cancellationToken);

    /// <summary>Reads all of a stream, or answers <see langword="null"/> as soon as it turns out to be longer than allowed.</summary>
    private static async ValueTask<byte[]?> ReadAsync(Stream content, long maxLength, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferLength];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > maxLength)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private BlobWriteResult Keep(BlobWrite write, byte[] bytes)
    {
        if (Find(write.Id) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there.Info };
        }

        var info = new BlobInfo
        {
            Id = write.Id,
            Length = bytes.Length,
            ContentType = write.ContentType,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = write.ExpiresAt?.ToUniversalTime(),
        };
        _blobs[write.Id] = new StoredBlob { Info = info, Content = bytes };
        return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = info };
    }

    private StoredBlob? Find(BlobId id) => _blobs.TryGetValue(id, out var blob) && !IsExpired(blob) ? blob : null;

    private bool IsExpired(StoredBlob blob) => blob.Info.ExpiresAt <= time.GetUtcNow();
}
