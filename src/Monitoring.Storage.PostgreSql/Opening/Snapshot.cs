using System.Data;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>
/// The database as it was when this began. A transaction holds the snapshot and touches no table; each read takes the snapshot over in a transaction of its own. Held for hours, the
/// locks of reads would have who attaches or drops a partition wait, and behind it all who append.
/// </summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly PostgreSqlStore _store;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _take;

    private Snapshot(PostgreSqlStore store, NpgsqlConnection connection, NpgsqlTransaction transaction, string id)
    {
        (_store, _connection, _transaction) = (store, connection, transaction);

        // Statements read some rows each; to compile them would take longer than they do.
        _take = $"set transaction snapshot '{id}'; set local jit = off";
    }

    /// <summary>The advisory lock that snapshots share, and that who drops partitions takes alone: what a snapshot shows stays as long as it does.</summary>
    public static string Hold(string schema) => $"monitoring snapshots {schema}";

    public static async ValueTask<Snapshot> BeginAsync(PostgreSqlStore store, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await StoreCalls.GuardAsync(async () =>
        {
            var connection = await store.Database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
                await connection.ExecuteAsync("set local idle_in_transaction_session_timeout = 0", [], cancellationToken).ConfigureAwait(false);

                // The moment is that of this statement.
                var id = await connection.QueryAsync(
                    "select pg_export_snapshot() from (select pg_advisory_xact_lock_shared(hashtextextended($1, 0))) held",
                    [Parameter.Of(Hold(store.Database.Schema))],
                    row => row.GetString(0),
                    cancellationToken).ConfigureAwait(false);
                return new Snapshot(store, connection, transaction, id[0]);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }).ConfigureAwait(false);
    }

    public async ValueTask<List<T>> QueryAsync<T>(string statement, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row) =>
        await StoreCalls.GuardAsync(async () =>
        {
            await using var connection = await _store.Database.Source.OpenConnectionAsync(CancellationToken.None).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, CancellationToken.None).ConfigureAwait(false);
            await using (var take = new NpgsqlCommand(_take, connection))
            {
                await take.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return await connection.QueryLongAsync(statement, parameters, row, CancellationToken.None).ConfigureAwait(false);
        }).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
