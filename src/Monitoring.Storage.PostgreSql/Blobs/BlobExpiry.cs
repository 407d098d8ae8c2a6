using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>Removes what has expired, and the bytes that nobody has any more; some at a time.</summary>
internal sealed class BlobExpiry(PostgreSqlStore store, ChunkTable chunks)
{
    /// <summary>How long bytes remain that no blob has: who reads them still may, and who writes them may pause for so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const int Step = 100;

    private readonly string _expired = store.Database.Sql($"select project_id, id from $.blob where expires_at <= (select $.now_ticks($1)) order by expires_at limit {Step}");

    private readonly string _remove = store.Database.Sql("""
        with gone as (
            delete from $.blob b using unnest($2, $3) as expired(project_id, id)
            where b.part = $1 and b.project_id = expired.project_id and b.id = expired.id and b.expires_at <= (select $.now_ticks($4)) returning b.content),
        kept as (insert into $.blob_remain (part, content, touched_at) select $1, gone.content, $.now_ticks($4) from gone)
        select count(*) from gone
        """);

    private readonly string _remains = store.Database.Sql($"""
        select part, content, touched_at from $.blob_remain where touched_at <= (select $.now_ticks($1)) - {Patience.Ticks} order by touched_at limit {Step}
        """);

    /// <returns>How many blobs had expired.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (await FindExpiredAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } expired)
        {
            foreach (var part in expired.GroupBy(blob => Parts.Of(blob.Project)))
            {
                count += await RemoveAsync(part.Key, [.. part], cancellationToken).ConfigureAwait(false);
            }
        }

        while (await FindRemainsAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } remains)
        {
            foreach (var (part, content, touchedAt) in remains)
            {
                await chunks.RemoveAsync(part, content, touchedAt, cancellationToken).ConfigureAwait(false);
            }
        }

        return count;
    }

    private ValueTask<int> RemoveAsync(short part, List<(long Project, Guid Id)> expired, CancellationToken cancellationToken) => store.TransactAsync(
        mayRepeat: true,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            batch.Add(_remove, Parameter.Of(part), Parameter.Of([.. expired.Select(blob => blob.Project)]), Parameter.Of([.. expired.Select(blob => blob.Id)]), store.Clock.Parameter());
            return (int)(long)(await batch.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        },
        cancellationToken);

    private ValueTask<List<(long Project, Guid Id)>> FindExpiredAsync(CancellationToken cancellationToken) =>
        FindAsync(_expired, reader => (reader.GetInt64(0), reader.GetFieldValue<Guid>(1)), cancellationToken);

    private ValueTask<List<(short Part, Guid Content, long TouchedAt)>> FindRemainsAsync(CancellationToken cancellationToken) =>
        FindAsync(_remains, reader => (reader.GetInt16(0), reader.GetFieldValue<Guid>(1), reader.GetInt64(2)), cancellationToken);

    private ValueTask<List<T>> FindAsync<T>(string statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) => store.ReadAsync(
        async (connection, cancellation) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(statement, store.Clock.Parameter());
            await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var found = new List<T>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                found.Add(read(reader));
            }

            return found;
        },
        cancellationToken);
}
