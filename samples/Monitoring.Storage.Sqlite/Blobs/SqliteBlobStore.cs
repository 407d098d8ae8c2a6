using Monitoring.Storage.Blobs;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Blobs;

/// <summary>The blob store: a row with the facts of each blob, and its bytes in chunks.</summary>
internal sealed class SqliteBlobStore(SqliteDatabase database, TimeProvider time) : IBlobStore
{
    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.Check(write, content);
        if (await FindAsync(write.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        // A caller's stream may be slow, and the one who writes holds all others up: it is read to its end before.
        using var spool = Spool.Open();
        if (!await spool.FillAsync(content, write.MaxLength, cancellationToken).ConfigureAwait(false))
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.TooLong };
        }

        return await database.WriteAsync(session => Keep(session, write, spool), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => BlobTable.Find(session, id, time.GetUtcNow())?.Info, cancellationToken);

    public async ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default)
    {
        var session = await database.RentAsync(cancellationToken).ConfigureAwait(false);
        return ChunkStream.Open(database, session, id, time.GetUtcNow());
    }

    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) => database.WriteAsync(
        session =>
        {
            var there = BlobTable.Find(session, id, time.GetUtcNow()) is not null;
            BlobTable.Delete(session, id);
            return there;
        },
        cancellationToken);

    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => BlobTable.DeleteExpired(session, time.GetUtcNow()), cancellationToken);

    private BlobWriteResult Keep(Session session, BlobWrite write, Spool spool)
    {
        var now = time.GetUtcNow();
        if (BlobTable.Find(session, write.Id, now) is var (_, there))
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        var info = new BlobInfo
        {
            Id = write.Id,
            Length = spool.Length,
            ContentType = write.ContentType,
            Sha256 = spool.Sha256,
            CreatedAt = now.ToUniversalTime(),
            ExpiresAt = write.ExpiresAt?.ToUniversalTime(),
        };

        // One of this name that has expired makes room.
        BlobTable.Delete(session, write.Id);
        BlobTable.Add(session, info, spool.Chunks());
        return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = info };
    }
}
