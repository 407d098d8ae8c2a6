using Monitoring.Storage.Blobs;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Blobs;

/// <summary>What the database knows of blobs.</summary>
internal sealed class BlobTable(DatabaseFile database)
{
    // Greater than every key.
    private static readonly byte[] LastKey = [.. Enumerable.Repeat(byte.MaxValue, 32)];

    public BlobFile? Find(BlobId id) => database.Find(Collections.Blobs, BlobFile.KeyOf(id)) is { } document ? BlobFile.Read(document) : null;

    public IEnumerable<BlobFile> All() => database.All(Collections.Blobs).Select(BlobFile.Read);

    public List<BlobFile> Expired(DateTimeOffset now, int max) =>
        [.. database.Range(Collections.Blobs, BlobFields.Expiry, 0L, now.UtcTicks, max).Select(BlobFile.Read).Where(blob => blob.IsExpired(now))];

    /// <summary>Blobs in the order of their keys, after one of them or from the beginning.</summary>
    public List<BlobFile> List(BlobId? after, int max)
    {
        byte[] from = after is { } last ? [.. BlobFile.KeyOf(last), 0] : [];
        return database.Range(Collections.Blobs, "_id", from, LastKey, max).ConvertAll(BlobFile.Read);
    }

    public void Put(BlobFile blob) => database.Put(Collections.Blobs, blob.ToDocument());

    public void Remove(BlobId id) => database.Remove(Collections.Blobs, BlobFile.KeyOf(id));
}
