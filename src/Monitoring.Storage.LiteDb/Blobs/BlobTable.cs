using Monitoring.Storage.Blobs;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Blobs;

/// <summary>What the database knows of blobs.</summary>
internal sealed class BlobTable(DatabaseFile database)
{
    public BlobFile? Find(BlobId id) => database.Find(Collections.Blobs, BlobFile.KeyOf(id)) is { } document ? BlobFile.Read(document) : null;

    public IEnumerable<BlobFile> All() => database.All(Collections.Blobs).Select(BlobFile.Read);

    public List<BlobFile> Expired(DateTimeOffset now, int max) =>
        [.. database.Range(Collections.Blobs, BlobFields.Expiry, 0L, now.UtcTicks, max).Select(BlobFile.Read).Where(blob => blob.IsExpired(now))];

    public void Put(BlobFile blob) => database.Put(Collections.Blobs, blob.ToDocument());

    public void Remove(BlobId id) => database.Remove(Collections.Blobs, BlobFile.KeyOf(id));
}
