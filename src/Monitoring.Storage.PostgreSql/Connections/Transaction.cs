using Npgsql;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>A transaction on a connection of its own, which sends its beginning and its end together with statements where it can.</summary>
internal sealed class Transaction(Database database) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    public Database Database => database;

    public NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("The transaction has not begun.");

    /// <summary>Whether the end was sent: when it was not answered, nobody knows whether the transaction came to pass.</summary>
    public bool IsCommitting { get; private set; }

    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        _transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IsCommitting = true;

        // Not to be called off half-way: the caller would not know what holds.
        await _transaction!.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What was not committed is taken back when the connection returns to its pool.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
