using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>The leases. All instants are the store's clock.</summary>
internal static class LeaseTable
{
    public static Lease? Acquire(Session session, string name, string owner, DateTimeOffset now, TimeSpan leaseFor)
    {
        var last = Find(session, name);
        var runs = last is not null && last.Until > now;
        if (runs && last!.Owner != owner)
        {
            return null;
        }

        var taken = new Lease { Name = name, Owner = owner, Epoch = runs ? last!.Epoch : (last?.Epoch ?? 0) + 1, Until = (now + leaseFor).ToUniversalTime() };
        session.Execute(
            "insert or replace into leases (name, owner, epoch, until) values ($name, $owner, $epoch, $until)",
            ("$name", name),
            ("$owner", owner),
            ("$epoch", taken.Epoch),
            ("$until", taken.Until.UtcTicks));
        return taken;
    }

    public static bool Release(Session session, Lease lease) => session.Execute(
        "update leases set until = 0 where name = $name and owner = $owner and epoch = $epoch",
        ("$name", lease.Name),
        ("$owner", lease.Owner),
        ("$epoch", lease.Epoch)) > 0;

    public static bool Holds(Session session, Lease lease, DateTimeOffset now) =>
        Find(session, lease.Name) is { } last && last.Epoch == lease.Epoch && last.Owner == lease.Owner && last.Until > now;

    private static Lease? Find(Session session, string name) => session.Find(
        "select owner, epoch, until from leases where name = $name",
        row => new Lease { Name = name, Owner = row.GetString(0), Epoch = row.GetInt64(1), Until = row.GetInstant(2) },
        ("$name", name));
}
