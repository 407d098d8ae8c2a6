using Monitoring.Storage.Blobs;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>The blob store in a directory: checks what is asked for, and hands it to the session that is open.</summary>
internal sealed class LiteDbBlobStore(LiteDbStore store) : IBlobStore
{
    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.Check(write, content);

        // Faults of the caller's own stream pass through as they are.
        using var source = new CallerStream(content);
        try
        {
            return await store.CallAsync(session => session.Blobs.WriteAsync(write, source, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException) when (source.Fault is not null)
        {
            source.Fault.Throw();
            throw;
        }
    }

    public ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(async session => (await session.Blobs.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Info, cancellationToken);

    public ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Blobs.OpenReadAsync(id, cancellationToken), cancellationToken);

    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Blobs.DeleteAsync(id, cancellationToken), cancellationToken);

    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Blobs.DeleteExpiredAsync(cancellationToken), cancellationToken);
}
