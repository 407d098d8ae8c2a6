using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>The bytes of blobs in rows of some length, each written and read by itself: who uploads or downloads slowly holds neither a connection nor a transaction.</summary>
internal sealed class ChunkTable(PostgreSqlStore store)
{
    public const int Length = 256 * 1024;

    /// <summary>What a writer is told whose chunks were removed.</summary>
    public const string Abandoned = "The blob's stream paused for so long that the write was given up.";

    private readonly string _begin = store.Database.Sql("insert into $.blob_remain (part, content, touched_at) values ($1, $2, $.now_ticks($3)) on conflict do nothing");

    private readonly string _touch = store.Database.Sql("update $.blob_remain set touched_at = $.now_ticks($3) where part = $1 and content = $2");

    private readonly string _add = store.Database.Sql("insert into $.blob_chunk (part, content, number, bytes) values ($1, $2, $3, $4) on conflict do nothing");

    private readonly string _read = store.Database.Sql("select bytes from $.blob_chunk where part = $1 and content = $2 and number = $3");

    private readonly string _keep = store.Database.Sql("delete from $.blob_remain where part = $1 and content = $2");

    // Only what still remains: a blob has the others.
    private readonly string _remove = store.Database.Sql("""
        with gone as (delete from $.blob_remain where part = $1 and content = $2 and touched_at <= $3 returning content)
        delete from $.blob_chunk c using gone where c.part = $1 and c.content = gone.content
        """);

    /// <summary>Adds a chunk of a write that is under way, and notes that it still is.</summary>
    public async ValueTask WriteAsync(short part, Guid content, int number, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var isKnown = await store.TransactAsync(
            mayRepeat: true,
            async (transaction, cancellation) =>
            {
                await using var batch = transaction.Batch();
                batch.Add(number == 0 ? _begin : _touch, Parameter.Of(part), Parameter.Of(content), store.Clock.Parameter());
                Add(batch, part, content, number, bytes);
                await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                if (number == 0 || batch.BatchCommands[0].RecordsAffected == 1)
                {
                    return true;
                }

                await transaction.UndoAsync(cancellation).ConfigureAwait(false);
                return false;
            },
            cancellationToken).ConfigureAwait(false);
        if (!isKnown)
        {
            throw new StorageUnavailableException(Abandoned);
        }
    }

    public void Add(NpgsqlBatch batch, short part, Guid content, int number, ReadOnlyMemory<byte> bytes) =>
        batch.Add(_add, Parameter.Of(part), Parameter.Of(content), Parameter.Of(number), Parameter.Of(bytes));

    /// <summary>Adds the statement that takes written chunks out of what remains, as a blob has them now. It affects one row, or the chunks have been removed.</summary>
    public void Keep(NpgsqlBatch batch, short part, Guid content) => batch.Add(_keep, Parameter.Of(part), Parameter.Of(content));

    /// <summary>Reads a chunk; <see langword="null"/> when it is not there.</summary>
    public ValueTask<byte[]?> ReadAsync(short part, Guid content, int number, CancellationToken cancellationToken) => store.ReadAsync(
        async (connection, cancellation) =>
        {
            await using var batch = Reading(connection, part, content, number);
            return await batch.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as byte[];
        },
        cancellationToken);

    /// <inheritdoc cref="ReadAsync"/>
    public byte[]? Read(short part, Guid content, int number) => store.Read(connection =>
    {
        using var batch = Reading(connection, part, content, number);
        return batch.ExecuteScalar() as byte[];
    });

    /// <summary>Removes chunks that no blob has and that were last of use at an instant or before.</summary>
    public async ValueTask RemoveAsync(short part, Guid content, long touchedAt, CancellationToken cancellationToken) => await store.TransactAsync(
        mayRepeat: true,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            batch.Add(_remove, Parameter.Of(part), Parameter.Of(content), Parameter.Of(touchedAt));
            return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    private NpgsqlBatch Reading(NpgsqlConnection connection, short part, Guid content, int number)
    {
        var batch = new NpgsqlBatch(connection);
        batch.Add(_read, Parameter.Of(part), Parameter.Of(content), Parameter.Of(number));
        return batch;
    }
}
