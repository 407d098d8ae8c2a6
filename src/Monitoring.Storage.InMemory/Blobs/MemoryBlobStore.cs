using System.Security.Cryptography;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Blobs;

/// <summary>The blob store over a dictionary.</summary>
internal sealed class MemoryBlobStore(TimeProvider time) : IBlobStore, IBlobTransfer
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
            : await _locked.Run(() => Keep(write, bytes, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.CheckList(limit);
        return _locked.Run(() => List(limit, cursor), cancellationToken);
    }

    public async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default)
    {
        var write = BlobStoreArguments.CheckRestore(info, content);
        var bytes = await ReadAsync(content, write.MaxLength, cancellationToken).ConfigureAwait(false);
        return bytes is null
            ? new BlobWriteResult { Outcome = BlobWriteOutcome.TooLong }
            : await _locked.Run(() => Keep(write, bytes, info.CreatedAt), cancellationToken).ConfigureAwait(false);
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

    private Page<BlobInfo> List(int limit, string? cursor)
    {
        const string Scope = "all blobs";
        var after = Cursor.Read(cursor, Scope) is { } place ? BlobId.TryParse(place.Name, out var id) ? id : throw new InvalidCursorException() : default;
        var found = _blobs.Values
            .Where(blob => !IsExpired(blob) && (cursor is null || Order(blob.Info.Id).CompareTo(Order(after)) > 0))
            .OrderBy(blob => Order(blob.Info.Id))
            .Select(blob => blob.Info)
            .Take(limit + 1)
            .ToList();
        var page = found.Take(limit).ToList();
        return new Page<BlobInfo> { Items = [.. page], Next = found.Count > page.Count ? new Cursor("", page[^1].Id.ToString()).Write(Scope) : null };
    }

    private static (ProjectId Project, EntityId Id) Order(BlobId id) => (id.Project, id.Id);

    private BlobWriteResult Keep(BlobWrite write, byte[] bytes, DateTimeOffset createdAt)
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
            CreatedAt = createdAt.ToUniversalTime(),
            ExpiresAt = write.ExpiresAt?.ToUniversalTime(),
        };
        _blobs[write.Id] = new StoredBlob { Info = info, Content = bytes };
        return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = info };
    }

    private StoredBlob? Find(BlobId id) => _blobs.TryGetValue(id, out var blob) && !IsExpired(blob) ? blob : null;

    private bool IsExpired(StoredBlob blob) => blob.Info.ExpiresAt <= time.GetUtcNow();
}
