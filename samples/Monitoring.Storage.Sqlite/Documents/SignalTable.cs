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
