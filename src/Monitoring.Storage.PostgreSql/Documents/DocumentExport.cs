using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>Makes records of all that the document store holds.</summary>
internal sealed class DocumentExport(Database database, Snapshot snapshot)
{
    private const int Step = 100;

    private readonly string _counters = database.Sql("select (select case when is_called then last_value else 0 end from $.document_version), (select last from $.outbox where name = 'signals'), (select case when is_called then last_value else 0 end from $.timer_epoch)");

    private readonly string _documents = database.Sql(
        $"""
        select d.part, d.project_id, d.type, d.key, t.name, d.version, d.schema, d.body from $.document d join $.document_type t on t.number = d.type
        where (d.part, d.project_id, d.type, d.key) > ($1, $2, $3, $4) and d.version > 0 order by d.part, d.project_id, d.type, d.key limit {Step}
        """);

    private readonly string _timers = database.Sql(
        $"""
        select part, project_id, kind, key, due_at, attempt, payload, epoch, lease_until from $.timer
        where (part, project_id, kind, key) > ($1, $2, $3, $4) order by part, project_id, kind, key limit {Step}
        """);

    private readonly string _leases = database.Sql($"select name, owner, epoch, until from $.lease where name > $1 order by name limit {Step}");

    private readonly string _signals = database.Sql(
        $"select position, project_id, id, type, aggregate, occurred_at, body from $.signal where position > $1 order by position limit {Step}");

    public IReadOnlyList<Func<string?, IAsyncEnumerable<Exported<DocumentStoreRecord>>>> Sections => [Counters, Documents, Timers, Leases, Signals];

    private async IAsyncEnumerable<Exported<DocumentStoreRecord>> Counters(string? after)
    {
        if (after is null)
        {
            yield return new("0", 100, (await snapshot.QueryAsync(
                _counters,
                [],
                row => new DocumentStoreRecord.Counters { LastVersion = row.GetInt64(0), LastPosition = row.GetInt64(1), LastEpoch = row.GetInt64(2) }).ConfigureAwait(false))[0]);
        }
    }

    private async IAsyncEnumerable<Exported<DocumentStoreRecord>> Documents(string? after)
    {
        var (part, project, type, key) = ExportPlaces.Read(after, 4) is [var first, var second, var third, var fourth]
            ? ((short)ExportPlaces.Number(first), ExportPlaces.Number(second), (int)ExportPlaces.Number(third), ExportPlaces.Bytes(fourth))
            : ((short)-1, 0L, 0, Array.Empty<byte>());
        while (await snapshot.QueryAsync(
            _documents,
            [Parameter.Of(part), Parameter.Of(project), Parameter.Of(type), Parameter.Of(key)],
            row => (Part: row.GetInt16(0), Project: row.GetInt64(1), Type: row.GetInt32(2), Key: row.Bytes(3), Document: ReadDocument(row))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var one in step)
            {
                var place = ExportPlaces.Write(ExportPlaces.Text(one.Part), ExportPlaces.Text(one.Project), ExportPlaces.Text(one.Type), Convert.ToHexString(one.Key));
                yield return new(place, 200 + one.Document.Stored.Body.Length, one.Document);
            }

            (part, project, type, key) = (step[^1].Part, step[^1].Project, step[^1].Type, step[^1].Key);
        }
    }

    private async IAsyncEnumerable<Exported<DocumentStoreRecord>> Timers(string? after)
    {
        var (part, project, kind, key) = ExportPlaces.Read(after, 4) is [var first, var second, var third, var fourth]
            ? ((short)ExportPlaces.Number(first), ExportPlaces.Number(second), ExportPlaces.Bytes(third), ExportPlaces.Bytes(fourth))
            : ((short)-1, 0L, Array.Empty<byte>(), Array.Empty<byte>());
        while (await snapshot.QueryAsync(
            _timers,
            [Parameter.Of(part), Parameter.Of(project), Parameter.Of(kind), Parameter.Of(key)],
            row => (Part: row.GetInt16(0), Project: row.GetInt64(1), Kind: row.Bytes(2), Key: row.Bytes(3), Timer: ReadTimer(row))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var one in step)
            {
                var place = ExportPlaces.Write(ExportPlaces.Text(one.Part), ExportPlaces.Text(one.Project), Convert.ToHexString(one.Kind), Convert.ToHexString(one.Key));
                yield return new(place, 200 + one.Timer.Schedule.Payload.Length, one.Timer);
            }

            (part, project, kind, key) = (step[^1].Part, step[^1].Project, step[^1].Kind, step[^1].Key);
        }
    }

    private async IAsyncEnumerable<Exported<DocumentStoreRecord>> Leases(string? after)
    {
        var last = after is null ? [] : ExportPlaces.Bytes(after);
        while (await snapshot.QueryAsync(
            _leases,
            [Parameter.Of(last)],
            row => (Name: row.Bytes(0), Lease: new Lease { Name = row.Text(0), Owner = row.Text(1), Epoch = row.GetInt64(2), Until = row.Instant(3) })).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var (name, lease) in step)
            {
                yield return new(Convert.ToHexString(name), 200, new DocumentStoreRecord.Lease { Last = lease });
            }

            last = step[^1].Name;
        }
    }

    private async IAsyncEnumerable<Exported<DocumentStoreRecord>> Signals(string? after)
    {
        var last = after is null ? 0 : ExportPlaces.Number(after);
        while (await snapshot.QueryAsync(_signals, [Parameter.Of(last)], SignalTable.Read).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var signal in step)
            {
                yield return new(ExportPlaces.Text(signal.Position), 200 + signal.Signal.Body.Length, new DocumentStoreRecord.Signal { Stored = signal });
            }

            last = step[^1].Position;
        }
    }

    private static DocumentStoreRecord.Document ReadDocument(NpgsqlDataReader row) => new()
    {
        Stored = new StoredDocument
        {
            Partition = row.Partition(1),
            Type = row.Text(4),
            Key = row.Text(3),
            Version = row.GetInt64(5),
            SchemaVersion = row.GetInt32(6),
            Body = row.Bytes(7),
        },
    };

    private static DocumentStoreRecord.Timer ReadTimer(NpgsqlDataReader row) => new()
    {
        Partition = row.Partition(1),
        Schedule = new TimerSchedule
        {
            Timer = new TimerKey { Kind = row.Text(2), Key = row.Text(3) },
            DueAt = row.Instant(4),
            Attempts = row.GetInt32(5),
            Payload = row.Bytes(6),
        },
        Epoch = row.GetInt64(7),
        LeaseUntil = row.GetInt64(7) == 0 ? null : row.Instant(8),
    };
}
