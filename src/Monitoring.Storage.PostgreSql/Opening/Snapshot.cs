using System.Data;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>The database as it was when this began, on a connection of its own.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly NpgsqlTransaction _transaction;

    private Snapshot(NpgsqlConnection connection, NpgsqlTransaction transaction) => (Connection, _transaction) = (connection, transaction);

    public NpgsqlConnection Connection { get; }

    public static async ValueTask<Snapshot> BeginAsync(PostgreSqlStore store, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await StoreCalls.GuardAsync(async () =>
        {
            var connection = await store.Database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);

            // Statements read some rows each; to compile them would take longer than they do. The moment is that of the first read.
            await connection.ExecuteAsync("set local jit = off", [], cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync("select 1", [], cancellationToken).ConfigureAwait(false);
            return new Snapshot(connection, transaction);
        }).ConfigureAwait(false);
    }

    public async ValueTask<List<T>> QueryAsync<T>(string statement, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row) =>
        await StoreCalls.GuardAsync(async () => await Connection.QueryLongAsync(statement, parameters, row, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }
}
