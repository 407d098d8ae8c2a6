using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>The outbox.</summary>
internal sealed class SignalTable(PostgreSqlStore store)
{
    private readonly string _add = store.Database.Sql("""
        with taken as (update $.outbox set last = last + $1 where name = 'signals' returning last - $1 as before)
        insert into $.signal (position, project_id, id, type, aggregate, occurred_at, body)
        select taken.before + s.turn, $2, s.id, s.type, s.aggregate, s.occurred_at, s.body
        from taken, unnest($3, $4, $5, $6, $7) with ordinality as s(id, type, aggregate, occurred_at, body, turn)
        """);

    private readonly string _read = store.Database.Sql(
        "select position, project_id, id, type, aggregate, occurred_at, body from $.signal where position > $1 order by position limit $2");

    private readonly string _trim = store.Database.Sql("delete from $.signal where position <= $1");

    /// <summary>
    /// Adds the statement that takes positions; nothing but the commit may follow it. The row of the last position stays locked until then, so that the order of
    /// positions is that of commits: who has read a position will never see a lower one appear.
    /// </summary>
    public void Add(NpgsqlBatch batch, Partition partition, ImmutableArray<SignalEntry> signals) => batch.Add(
        _add,
        Parameter.Of((long)signals.Length),
        Parameter.Of(partition.Value),
        Parameter.Of([.. signals.Select(signal => signal.Id.Value)]),
        Parameter.Of([.. signals.Select(signal => OrdinalText.Encode(signal.Type))]),
        Parameter.Of([.. signals.Select(signal => OrdinalText.Encode(signal.AggregateId))]),
        Parameter.Of([.. signals.Select(signal => signal.OccurredAt.UtcTicks)]),
        Parameter.Of([.. signals.Select(signal => signal.Body.ToArray())]));

    public ValueTask<ImmutableArray<StoredSignal>> ReadAsync(long after, int max, CancellationToken cancellationToken) => store.ReadAsync(
        async (connection, cancellation) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(_read, Parameter.Of(after), Parameter.Of(max));
            await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var signals = ImmutableArray.CreateBuilder<StoredSignal>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                signals.Add(Read(reader));
            }

            return signals.ToImmutable();
        },
        cancellationToken);

    public async ValueTask TrimAsync(long upTo, CancellationToken cancellationToken) => await store.TransactAsync(
        mayRepeat: true,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            batch.Add(_trim, Parameter.Of(upTo));
            return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    public static StoredSignal Read(NpgsqlDataReader reader) => new()
    {
        Position = reader.GetInt64(0),
        Partition = reader.Partition(1),
        Signal = new SignalEntry
        {
            Id = new EntityId(reader.GetFieldValue<Guid>(2)),
            Type = reader.Text(3),
            AggregateId = reader.Text(4),
            OccurredAt = reader.Instant(5),
            Body = reader.Bytes(6),
        },
    };
}
