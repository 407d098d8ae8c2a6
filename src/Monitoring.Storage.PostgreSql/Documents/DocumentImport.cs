using System.Collections.Immutable;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>Takes in records of another store, those of one call in one transaction. Documents are of no declaration, so that a host indexes them when it starts.</summary>
internal sealed class DocumentImport(PostgreSqlStore store)
{
    private readonly string _versions = store.Database.Sql("select setval('$.document_version', greatest((select last_value from $.document_version), $1))");

    private readonly string _epochs = store.Database.Sql("select setval('$.timer_epoch', greatest((select last_value from $.timer_epoch), $1))");

    private readonly string _positions = store.Database.Sql("update $.outbox set last = greatest(last, $1) where name = 'signals'");

    private readonly string _types = store.Database.Sql("insert into $.document_type (name) select distinct u.name from unnest($1::bytea[]) as u(name) order by 1 on conflict do nothing");

    private readonly string _documents = store.Database.Sql(
        """
        insert into $.document (part, project_id, type, key, version, schema, declared, body)
        select u.part, u.project_id, t.number, u.key, u.version, u.schema, 0, u.body
        from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bigint[], $6::int[], $7::bytea[]) as u(part, project_id, type, key, version, schema, body)
        join $.document_type t on t.name = u.type
        on conflict (part, project_id, type, key) do update set version = excluded.version, schema = excluded.schema, declared = 0, body = excluded.body
        """);

    private readonly string _timers = store.Database.Sql(
        """
        insert into $.timer (part, project_id, kind, key, due_at, attempt, payload, epoch, lease_until)
        select * from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bigint[], $6::int[], $7::bytea[], $8::bigint[], $9::bigint[])
        on conflict (part, project_id, kind, key) do update set
          due_at = excluded.due_at, attempt = excluded.attempt, payload = excluded.payload, epoch = excluded.epoch, lease_until = excluded.lease_until
        """);

    private readonly string _leases = store.Database.Sql(
        """
        insert into $.lease (name, owner, epoch, until) select * from unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[])
        on conflict (name) do update set owner = excluded.owner, epoch = excluded.epoch, until = excluded.until
        """);

    private readonly string _signals = store.Database.Sql(
        """
        insert into $.signal (position, project_id, id, type, aggregate, occurred_at, body)
        select * from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bigint[], $7::bytea[]) on conflict do nothing
        """);

    public async ValueTask RunAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken) => await store.TransactAsync(
        mayRepeat: true,
        async (transaction, stop) =>
        {
            DocumentImportArguments.Check(records);
            await using var batch = transaction.Batch();
            foreach (var counters in records.OfType<DocumentStoreRecord.Counters>())
            {
                batch.Add(_versions, Parameter.Of(Math.Max(1, counters.LastVersion)));
                batch.Add(_epochs, Parameter.Of(Math.Max(1, counters.LastEpoch)));
                batch.Add(_positions, Parameter.Of(counters.LastPosition));
            }

            Documents(batch, [.. records.OfType<DocumentStoreRecord.Document>()]);
            Timers(batch, [.. records.OfType<DocumentStoreRecord.Timer>()]);
            Leases(batch, [.. records.OfType<DocumentStoreRecord.Lease>()]);
            Signals(batch, [.. records.OfType<DocumentStoreRecord.Signal>()]);
            return batch.BatchCommands.Count == 0 ? 0 : await batch.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    private void Documents(NpgsqlBatch batch, IReadOnlyList<DocumentStoreRecord.Document> documents)
    {
        if (documents.Count == 0)
        {
            return;
        }

        byte[][] types = [.. documents.Select(document => OrdinalText.Encode(document.Stored.Type))];
        batch.Add(_types, Parameter.Of(types));
        batch.Add(
            _documents,
            Parameter.Of(documents.Select(document => Parts.Of(document.Stored.Partition.Value)).ToArray()),
            Parameter.Of(documents.Select(document => document.Stored.Partition.Value).ToArray()),
            Parameter.Of(types),
            Parameter.Of(documents.Select(document => OrdinalText.Encode(document.Stored.Key)).ToArray()),
            Parameter.Of(documents.Select(document => document.Stored.Version).ToArray()),
            Parameter.Of(documents.Select(document => document.Stored.SchemaVersion).ToArray()),
            Parameter.Of(documents.Select(document => document.Stored.Body.ToArray()).ToArray()));
    }

    private void Timers(NpgsqlBatch batch, IReadOnlyList<DocumentStoreRecord.Timer> timers)
    {
        if (timers.Count > 0)
        {
            batch.Add(
                _timers,
                Parameter.Of(timers.Select(timer => Parts.Of(timer.Partition.Value)).ToArray()),
                Parameter.Of(timers.Select(timer => timer.Partition.Value).ToArray()),
                Parameter.Of(timers.Select(timer => OrdinalText.Encode(timer.Schedule.Timer.Kind)).ToArray()),
                Parameter.Of(timers.Select(timer => OrdinalText.Encode(timer.Schedule.Timer.Key)).ToArray()),
                Parameter.Of(timers.Select(timer => timer.Schedule.DueAt.UtcTicks).ToArray()),
                Parameter.Of(timers.Select(timer => timer.Schedule.Attempts).ToArray()),
                Parameter.Of(timers.Select(timer => timer.Schedule.Payload.ToArray()).ToArray()),
                Parameter.Of(timers.Select(timer => timer.Epoch).ToArray()),
                Parameter.Of(timers.Select(timer => timer.LeaseUntil?.UtcTicks ?? 0).ToArray()));
        }
    }

    private void Leases(NpgsqlBatch batch, IReadOnlyList<DocumentStoreRecord.Lease> leases)
    {
        if (leases.Count > 0)
        {
            batch.Add(
                _leases,
                Parameter.Of(leases.Select(lease => OrdinalText.Encode(lease.Last.Name)).ToArray()),
                Parameter.Of(leases.Select(lease => OrdinalText.Encode(lease.Last.Owner)).ToArray()),
                Parameter.Of(leases.Select(lease => lease.Last.Epoch).ToArray()),
                Parameter.Of(leases.Select(lease => lease.Last.Until.UtcTicks).ToArray()));
        }
    }

    private void Signals(NpgsqlBatch batch, IReadOnlyList<DocumentStoreRecord.Signal> signals)
    {
        if (signals.Count > 0)
        {
            batch.Add(
                _signals,
                Parameter.Of(signals.Select(signal => signal.Stored.Position).ToArray()),
                Parameter.Of(signals.Select(signal => signal.Stored.Partition.Value).ToArray()),
                Parameter.Of(signals.Select(signal => signal.Stored.Signal.Id.Value).ToArray()),
                Parameter.Of(signals.Select(signal => OrdinalText.Encode(signal.Stored.Signal.Type)).ToArray()),
                Parameter.Of(signals.Select(signal => OrdinalText.Encode(signal.Stored.Signal.AggregateId)).ToArray()),
                Parameter.Of(signals.Select(signal => signal.Stored.Signal.OccurredAt.UtcTicks).ToArray()),
                Parameter.Of(signals.Select(signal => signal.Stored.Signal.Body.ToArray()).ToArray()));
        }
    }
}
