using LiteDB;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The leases. A lease that was given back stays, run out, so that its epoch never falls.</summary>
internal sealed class LeaseTable(DatabaseFile database, TimeProvider time)
{
    private const string EpochField = "e";
    private const string OwnerField = "o";
    private const string UntilField = "u";

    public Lease? Acquire(string name, string owner, TimeSpan leaseFor)
    {
        var now = time.GetUtcNow().UtcTicks;
        var last = Find(name);
        var runs = last is not null && last.Until.UtcTicks > now;
        if (runs && last!.Owner != owner)
        {
            return null;
        }

        var epoch = runs ? last!.Epoch : (last?.Epoch ?? 0) + 1;
        return Put(new Lease { Name = name, Owner = owner, Epoch = epoch, Until = new DateTimeOffset(LeaseEnd.Of(now, leaseFor), TimeSpan.Zero) });
    }

    /// <summary>Ends a lease.</summary>
    /// <returns>Whether it was still held.</returns>
    public bool Release(Lease lease)
    {
        if (!Holds(lease))
        {
            return false;
        }

        Put(Find(lease.Name)! with { Until = DateTimeOffset.MinValue });
        return true;
    }

    public bool Holds(Lease lease) =>
        Find(lease.Name) is { } last && last.Epoch == lease.Epoch && last.Owner == lease.Owner && last.Until > time.GetUtcNow();

    /// <summary>All leases by their names, also those that have run out.</summary>
    public static IEnumerable<Lease> All(DatabaseFile database) => database.All(Collections.Leases).Select(Read);

    private Lease? Find(string name) => database.Find(Collections.Leases, DocumentKeys.Text(name)) is { } document ? Read(document) : null;

    private static Lease Read(BsonDocument document) => new()
    {
        Name = DocumentKeys.ReadText(document["_id"].AsBinary),
        Owner = DocumentKeys.ReadText(document[OwnerField].AsBinary),
        Epoch = document[EpochField].AsInt64,
        Until = new DateTimeOffset(document[UntilField].AsInt64, TimeSpan.Zero),
    };

    /// <summary>Writes a lease, over the one of its name if there is one.</summary>
    public Lease Put(Lease lease)
    {
        database.Put(Collections.Leases, new BsonDocument
        {
            ["_id"] = DocumentKeys.Text(lease.Name),
            [EpochField] = lease.Epoch,
            [OwnerField] = DocumentKeys.Text(lease.Owner),
            [UntilField] = lease.Until.UtcTicks,
        });
        return lease;
    }
}
