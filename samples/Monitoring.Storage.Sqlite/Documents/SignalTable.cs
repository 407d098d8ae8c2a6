using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>The outbox: signals in the order of their positions.</summary>
internal static class SignalTable
{
    public static void Add(Session session, Partition partition, SignalEntry signal) => session.Execute(
        "insert into signals (partition, id, type, aggregate_id, occurred_at, body) values ($partition, $id, $type, $aggregate, $occurred, $body)",
        ("$partition", partition.Value),
        ("$id", signal.Id.ToBytes()),
        ("$type", signal.Type),
        ("$aggregate", signal.AggregateId),
        ("$occurred", signal.OccurredAt.UtcTicks),
        ("$body", signal.Body.ToArray()));

    /// <summary>Puts a signal with the position that it had elsewhere.</summary>
    public static void Import(Session session, StoredSignal stored) => session.Execute(
        """
        insert into signals (position, partition, id, type, aggregate_id, occurred_at, body) values ($position, $partition, $id, $type, $aggregate, $occurred, $body)
        on conflict do nothing
        """,
        ("$position", stored.Position),
        ("$partition", stored.Partition.Value),
        ("$id", stored.Signal.Id.ToBytes()),
        ("$type", stored.Signal.Type),
        ("$aggregate", stored.Signal.AggregateId),
        ("$occurred", stored.Signal.OccurredAt.UtcTicks),
        ("$body", stored.Signal.Body.ToArray()));

    public static ImmutableArray<StoredSignal> Read(Session session, long after, int max) =>
    [
        .. session.Query(
            "select position, partition, id, type, aggregate_id, occurred_at, body from signals where position > $after order by position limit $max",
            row => new StoredSignal
            {
                Position = row.GetInt64(0),
                Partition = DocumentTable.PartitionOf(row.GetInt64(1)),
                Signal = new SignalEntry
                {
                    Id = row.GetEntityId(2),
                    Type = row.GetString(3),
                    AggregateId = row.GetString(4),
                    OccurredAt = row.GetInstant(5),
                    Body = row.GetBytes(6),
                },
            },
            ("$after", after),
            ("$max", max)),
    ];

    public static int Trim(Session session, long upTo) => session.Execute("delete from signals where position <= $upTo", ("$upTo", upTo));
}
