using Monitoring.Storage.Blobs;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>The blob store in a schema.</summary>
internal sealed class PostgreSqlBlobStore : IBlobStore, IBlobTransfer
{
    private readonly PostgreSqlStore _store;
    private readonly BlobTable _blobs;
    private readonly ChunkTable _chunks;
    private readonly BlobExpiry _expiry;

    public PostgreSqlBlobStore(PostgreSqlStore store)
    {
        _store = store;
        _blobs = new BlobTable(store);
        _chunks = new ChunkTable(store);
        _expiry = new BlobExpiry(store, _chunks);
    }

    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.Check(write, content);
        if (await FindAsync(write.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        using var writer = new BlobWriter(_store, _blobs, _chunks, write);
        return await writer.RunAsync(content, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
        (await _blobs.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Info;

    public async ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default) =>
        await _blobs.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } blob ? new BlobStream(_chunks, blob) : null;

    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) => _blobs.DeleteAsync(id, cancellationToken);

    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) => _expiry.RunAsync(cancellationToken);

    public async ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.CheckList(limit);
        return BlobCursors.ToPage(await _blobs.ListAsync(BlobCursors.Read(cursor), limit + 1, cancellationToken).ConfigureAwait(false), limit);
    }

    public async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default)
    {
        var write = BlobStoreArguments.CheckRestore(info, content);
        if (await FindAsync(write.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        using var writer = new BlobWriter(_store, _blobs, _chunks, write, info.CreatedAt);
        return await writer.RunAsync(content, cancellationToken).ConfigureAwait(false);
    }
}
