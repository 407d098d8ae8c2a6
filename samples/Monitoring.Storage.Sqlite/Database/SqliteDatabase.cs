using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Monitoring.Storage.Sqlite.Database;

/// <summary>
/// The file: one connection that writes, one call after the other, and as many that read as there are reads at once. What a call does is one transaction.
/// </summary>
/// <remarks>
/// Opened by the first call, and again by the next call when that failed. SQLite has no asynchronous calls: the work is done on the calling thread once it is its turn.
/// </remarks>
/// <param name="path">The file.</param>
/// <param name="prepare">What is to be done, in a transaction of its own, each time the file is opened.</param>
internal sealed class SqliteDatabase(string path, Action<Session> prepare) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentBag<Session> _readers = [];
    private Session? _writer;
    private volatile bool _isOpen;
    private volatile bool _isClosed;

    /// <summary>Runs a call that changes something: all of it is durable when the task ends, or nothing when it fails.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Transaction(Writer(), "begin immediate", work);
        }
        catch (SqliteException exception)
        {
            // Whatever state the connection is in: the next call opens another one, which finds what was committed.
            Forget();
            throw Faults.Translate(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Translate(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs a call that only reads; all that it reads is of one moment.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        var session = await RentAsync(cancellationToken).ConfigureAwait(false);
        var isSound = false;
        try
        {
            var read = Transaction(session, "begin", work);
            isSound = true;
            return read;
        }
        catch (SqliteException exception)
        {
            throw Faults.Translate(exception);
        }
        finally
        {
            if (isSound)
            {
                Return(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    /// <summary>Gives a connection for reading to a caller who needs it for longer than a call, and who gives it back or disposes it.</summary>
    public async ValueTask<Session> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_isOpen)
        {
            await WriteAsync(static _ => true, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return _readers.TryTake(out var session) ? session : Connect("pragma query_only = on");
        }
        catch (SqliteException exception)
        {
            throw Faults.Translate(exception);
        }
    }

    /// <summary>Takes back what <see cref="RentAsync"/> gave, with no transaction open.</summary>
    public void Return(Session session)
    {
        _readers.Add(session);
        if (_isClosed)
        {
            CloseReaders();
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _turn.Wait();
        Forget();
        _turn.Release();
    }

    private static T Transaction<T>(Session session, string begin, Func<Session, T> work)
    {
        session.Execute(begin);
        try
        {
            var result = work(session);
            session.Execute("commit");
            return result;
        }
        catch (Exception exception) when (exception is not SqliteException)
        {
            session.Execute("rollback");
            throw;
        }
    }

    private Session Writer()
    {
        if (_writer is null)
        {
            ThrowIfClosed();
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

            // FULL syncs the log with each commit: what was answered survives a loss of power.
            var session = Connect("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on");
            try
            {
                Transaction(session, "begin immediate", Schema.Create);
                Transaction(session, "begin immediate", Prepare);
            }
            catch
            {
                session.Dispose();
                throw;
            }

            _writer = session;
            _isOpen = true;
        }

        return _writer;
    }

    private bool Prepare(Session session)
    {
        prepare(session);
        return true;
    }

    private Session Connect(string pragmas)
    {
        ThrowIfClosed();

        // Without a pool of the library's own, so that no file stays open after this.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        var session = new Session(connection);
        try
        {
            connection.Open();
            session.Execute(pragmas);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new StorageUnavailableException("The database is closed, because the host stops.");
        }
    }

    private void Forget()
    {
        _isOpen = false;
        _writer?.Dispose();
        _writer = null;
        CloseReaders();
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
