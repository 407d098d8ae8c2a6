using System.Globalization;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Takes out what the document store holds, and takes in what another one held. Documents get their index entries when the file is opened with their types.</summary>
internal static class DocumentTransfer
{
    public static IReadOnlyList<Func<Session, string, int, List<(string Key, DocumentStoreRecord Record)>>> Sections { get; } = [Counters, Documents, Timers, Leases, Signals];

    public static void Import(Session session, DocumentStoreRecord record)
    {
        switch (record)
        {
            case DocumentStoreRecord.Counters counters:
                Counter.GoOnFrom(session, "document-version", counters.LastVersion);
                Counter.GoOnFrom(session, "timer-epoch", counters.LastEpoch);
                Sequences.GoOnFrom(session, "signals", counters.LastPosition);
                break;
            case DocumentStoreRecord.Document { Stored: var stored }:
                Import(session, stored);
                break;
            case DocumentStoreRecord.Timer timer:
                TimerTable.Set(session, timer.Partition, timer.Schedule);
                session.Execute(
                    "update timers set epoch = $epoch, lease_until = $until where partition = $partition and kind = $kind and key = $key",
                    ("$epoch", timer.Epoch),
                    ("$until", timer.LeaseUntil?.UtcTicks ?? 0),
                    ("$partition", timer.Partition.Value),
                    ("$kind", timer.Schedule.Timer.Kind),
                    ("$key", OrdinalKey.Encode(timer.Schedule.Timer.Key)));
                break;
            case DocumentStoreRecord.Lease { Last: var lease }:
                session.Execute(
                    "insert or replace into leases (name, owner, epoch, until) values ($name, $owner, $epoch, $until)",
                    ("$name", lease.Name),
                    ("$owner", lease.Owner),
                    ("$epoch", lease.Epoch),
                    ("$until", lease.Until.UtcTicks));
                break;
            case DocumentStoreRecord.Signal { Stored: var stored }:
                SignalTable.Import(session, stored);
                break;
        }
    }

    /// <summary>Indexes of its type are not filled any more, so that the next opening fills them.</summary>
    private static void Import(Session session, StoredDocument stored)
    {
        session.Execute("delete from indexes where type = $type", ("$type", stored.Type));
        session.Execute(
            """
            insert into documents (partition, type, key, version, schema_version, body) values ($partition, $type, $key, $version, $schema, $body)
            on conflict (partition, type, key) do update set version = excluded.version, schema_version = excluded.schema_version, body = excluded.body
            """,
            ("$partition", stored.Partition.Value),
            ("$type", stored.Type),
            ("$key", OrdinalKey.Encode(stored.Key)),
            ("$version", stored.Version),
            ("$schema", stored.SchemaVersion),
            ("$body", stored.Body.ToArray()));
    }

    private static List<(string Key, DocumentStoreRecord Record)> Counters(Session session, string after, int max) =>
    [
        ("", new DocumentStoreRecord.Counters
        {
            LastVersion = Counter.Last(session, "document-version"),
            LastEpoch = Counter.Last(session, "timer-epoch"),
            LastPosition = Sequences.Last(session, "signals"),
        }),
    ];

    private static List<(string Key, DocumentStoreRecord Record)> Documents(Session session, string after, int max) => session.Query(
        $"select {DocumentTable.Columns}, d.id from documents d where d.id > $after order by d.id limit $max",
        row => (Text(row.GetInt64(6)), (DocumentStoreRecord)new DocumentStoreRecord.Document { Stored = DocumentTable.Read(row) }),
        ("$after", Number(after)),
        ("$max", max));

    private static List<(string Key, DocumentStoreRecord Record)> Timers(Session session, string after, int max) => session.Query(
        "select id, partition, kind, key, due_at, attempt, payload, epoch, lease_until from timers where id > $after order by id limit $max",
        row => (Text(row.GetInt64(0)), (DocumentStoreRecord)new DocumentStoreRecord.Timer
        {
            Partition = DocumentTable.PartitionOf(row.GetInt64(1)),
            Schedule = new TimerSchedule
            {
                Timer = new TimerKey { Kind = row.GetString(2), Key = OrdinalKey.Decode(row.GetBytes(3)) },
                DueAt = row.GetInstant(4),
                Attempts = row.GetInt32(5),
                Payload = row.GetBytes(6),
            },
            Epoch = row.GetInt64(7),
            LeaseUntil = row.GetInt64(7) == 0 ? null : row.GetInstant(8),
        }),
        ("$after", Number(after)),
        ("$max", max));

    private static List<(string Key, DocumentStoreRecord Record)> Leases(Session session, string after, int max) => session.Query(
        "select name, owner, epoch, until from leases where name > $after order by name limit $max",
        row => (row.GetString(0), (DocumentStoreRecord)new DocumentStoreRecord.Lease
        {
            Last = new Lease { Name = row.GetString(0), Owner = row.GetString(1), Epoch = row.GetInt64(2), Until = row.GetInstant(3) },
        }),
        ("$after", after),
        ("$max", max));

    private static List<(string Key, DocumentStoreRecord Record)> Signals(Session session, string after, int max) =>
        [.. SignalTable.Read(session, Number(after), max).Select(signal => (Text(signal.Position), (DocumentStoreRecord)new DocumentStoreRecord.Signal { Stored = signal }))];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string key) => key.Length == 0 ? 0 : long.Parse(key, CultureInfo.InvariantCulture);
}
