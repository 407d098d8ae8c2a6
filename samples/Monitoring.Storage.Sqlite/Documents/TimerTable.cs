using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>The timers and the claims on them.</summary>
internal static class TimerTable
{
    /// <summary>Sets a timer; one of its name loses its claim.</summary>
    public static void Set(Session session, Partition partition, TimerSchedule schedule)
    {
        Remove(session, partition, schedule.Timer);
        session.Execute(
            "insert into timers (partition, kind, key, due_at, attempt, payload) values ($partition, $kind, $key, $due, $attempt, $payload)",
            ("$partition", partition.Value),
            ("$kind", schedule.Timer.Kind),
            ("$key", OrdinalKey.Encode(schedule.Timer.Key)),
            ("$due", schedule.DueAt.UtcTicks),
            ("$attempt", schedule.Attempts),
            ("$payload", schedule.Payload.ToArray()));
    }

    public static void Remove(Session session, Partition partition, TimerKey timer) => session.Execute(
        "delete from timers where partition = $partition and kind = $kind and key = $key",
        ("$partition", partition.Value),
        ("$kind", timer.Kind),
        ("$key", OrdinalKey.Encode(timer.Key)));

    public static bool Holds(Session session, TimerClaim claim, DateTimeOffset now) => session.Number(
        "select 1 from timers where partition = $partition and kind = $kind and key = $key and epoch = $epoch and lease_until > $now",
        ("$partition", claim.Partition.Value),
        ("$kind", claim.Timer.Kind),
        ("$key", OrdinalKey.Encode(claim.Timer.Key)),
        ("$epoch", claim.Epoch),
        ("$now", now.UtcTicks)) is not null;

    public static ImmutableArray<TimerClaim> ClaimDue(Session session, string kind, string owner, DateTimeOffset now, TimeSpan leaseFor, int max)
    {
        var due = session.Query(
            "select id from timers where kind = $kind and due_at <= $now and lease_until <= $now order by due_at, partition, key limit $max",
            row => row.GetInt64(0),
            ("$kind", kind),
            ("$now", now.UtcTicks),
            ("$max", max));
        return [.. due.Select(id => Claim(session, id, owner, now + leaseFor))];
    }

    private static TimerClaim Claim(Session session, long id, string owner, DateTimeOffset until) => session.Find(
        """
        update timers set epoch = $epoch, attempt = attempt + 1, owner = $owner, lease_until = $until where id = $id
        returning partition, kind, key, due_at, payload, epoch, attempt
        """,
        row => new TimerClaim
        {
            Partition = DocumentTable.PartitionOf(row.GetInt64(0)),
            Timer = new TimerKey { Kind = row.GetString(1), Key = OrdinalKey.Decode(row.GetBytes(2)) },
            DueAt = row.GetInstant(3),
            Payload = row.GetBytes(4),
            Epoch = row.GetInt64(5),
            Attempt = row.GetInt32(6),
            LeaseUntil = until.ToUniversalTime(),
        },
        ("$id", id),

        // One counter for all timers, so that one that is set anew never meets an old epoch.
        ("$epoch", Counter.Next(session, "timer-epoch")),
        ("$owner", owner),
        ("$until", until.UtcTicks))!;
}
