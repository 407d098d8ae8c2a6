using Monitoring.Storage.Blobs;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Blobs;

/// <summary>The blob store: a row with the facts of each blob, and its bytes in chunks.</summary>
internal sealed class SqliteBlobStore(SqliteDatabase database, TimeProvider time) : IBlobStore, IBlobTransfer
{
    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.Check(write, content);
        if (await FindAsync(write.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        return await KeepAsync(write, content, null, cancellationToken).ConfigureAwait(false);
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

    public async ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        BlobStoreArguments.CheckList(limit);
        const string Scope = "all blobs";
        BlobId? after = Cursor.Read(cursor, Scope) is { } place ? BlobId.TryParse(place.Name, out var id) ? id : throw new InvalidCursorException() : null;
        var found = await database.ReadAsync(session => BlobTable.List(session, after, limit + 1, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        return new Page<BlobInfo> { Items = [.. found.Take(limit)], Next = found.Count > limit ? new Cursor("", found[limit - 1].Id.ToString()).Write(Scope) : null };
    }

    public async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default) =>
        await KeepAsync(BlobStoreArguments.CheckRestore(info, content), content, info.CreatedAt, cancellationToken).ConfigureAwait(false);

    private async ValueTask<BlobWriteResult> KeepAsync(BlobWrite write, Stream content, DateTimeOffset? createdAt, CancellationToken cancellationToken)
    {
        // A caller's stream may be slow, and the one who writes holds all others up: it is read to its end before.
        using var spool = Spool.Open();
        if (!await spool.FillAsync(content, write.MaxLength, cancellationToken).ConfigureAwait(false))
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.TooLong };
        }

        return await database.WriteAsync(session => Keep(session, write, spool, createdAt), cancellationToken).ConfigureAwait(false);
    }

    private BlobWriteResult Keep(Session session, BlobWrite write, Spool spool, DateTimeOffset? createdAt)
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
            CreatedAt = (createdAt ?? now).ToUniversalTime(),
            ExpiresAt = write.ExpiresAt?.ToUniversalTime(),
        };

        // One of this name that has expired makes room.
        BlobTable.Delete(session, write.Id);
        BlobTable.Add(session, info, spool.Chunks());
        return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = info };
    }
}
