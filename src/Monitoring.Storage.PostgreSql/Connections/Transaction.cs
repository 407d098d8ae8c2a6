using System.Data;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>A transaction on a connection of its own. Its beginning travels with the first statements, and its end can travel with the last.</summary>
internal sealed class Transaction(Database database) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private bool _isOver;

    public Database Database => database;

    public NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("The transaction has not begun.");

    /// <summary>Whether the end was sent: when it was not answered, nobody knows whether the transaction came to pass.</summary>
    public bool IsCommitting { get; private set; }

    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

        // Statements count on seeing what was committed before they got their locks, whatever the server's own default is.
        _transaction = await _connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
    }

    public NpgsqlBatch Batch() => new(Connection);

    /// <summary>
    /// Lets the transaction end with these statements, in the same turn: locks that they take are held no longer than the commit itself takes. The caller runs them, not to be
    /// called off, and reads to the end; what a statement fails with keeps the commit from happening.
    /// </summary>
    public void EndWith(NpgsqlBatch batch)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        IsCommitting = true;
        _isOver = true;
    }

    /// <summary>Takes back what was done: there will be nothing to commit.</summary>
    public async ValueTask UndoAsync(CancellationToken cancellationToken)
    {
        await _transaction!.RollbackAsync(cancellationToken).ConfigureAwait(false);
        _isOver = true;
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (_isOver)
        {
            return;
        }

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
