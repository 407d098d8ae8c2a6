using Monitoring.Storage.Blobs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>The blob store in a directory: checks what is asked for, and hands it to the session that is open.</summary>
internal sealed class LiteDbBlobStore(LiteDbStore store) : IBlobStore, IBlobTransfer
{
    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.Check(write, content);
        return await WriteAsync(write, content, null, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(async session => (await session.Blobs.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Info, cancellationToken);

    public ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Blobs.OpenReadAsync(id, cancellationToken), cancellationToken);

    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Blobs.DeleteAsync(id, cancellationToken), cancellationToken);

    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Blobs.DeleteExpiredAsync(cancellationToken), cancellationToken);

    public async ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.CheckList(limit);
        var after = BlobCursors.Read(cursor);
        var found = await store.CallAsync(session => session.Blobs.ListAsync(after, limit + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        return BlobCursors.ToPage(found, limit);
    }

    public async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default) =>
        await WriteAsync(BlobStoreArguments.CheckRestore(info, content), content, info.CreatedAt, cancellationToken).ConfigureAwait(false);

    private async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, DateTimeOffset? createdAt, CancellationToken cancellationToken)
    {
        // Faults of the caller's own stream pass through as they are.
        using var source = new CallerStream(content);
        try
        {
            return await store.CallAsync(session => session.Blobs.WriteAsync(write, source, createdAt, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException) when (source.Fault is not null)
        {
            source.Fault.Throw();
            throw;
        }
    }
}
