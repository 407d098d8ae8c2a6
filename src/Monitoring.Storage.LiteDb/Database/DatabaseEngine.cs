using LiteDB;
using LiteDB.Engine;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// LiteDB's engine over two files, and the files. One thread at a time is in it, whether it reads or writes: LiteDB's cache
/// frees pages that nobody has open, and does not notice that another thread is opening one of them. That thread then reads
/// a page that is not the one it asked for, and finds a document of another id, or LiteDB ends with an error.
/// </summary>
internal sealed class DatabaseEngine : IDisposable
{
    // A lock that is not had by then is a fault of ours; LiteDB itself would wait a minute.
    private const int TimeoutSeconds = 20;

    // So many documents are read in one turn; whoever reads more lets others come in between.
    private const int DocumentsOfATurn = 32;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(TimeoutSeconds);
    private static readonly TimeSpan ClosingTimeout = TimeSpan.FromSeconds(5);

    private readonly Turn _turn = new();

    // Readers, which hold the log, against whoever moves it. LiteDB has such a lock itself, but a thread that waits for it would keep its turn.
    private readonly ReaderWriterLockSlim _log = new(LockRecursionPolicy.SupportsRecursion);
    private readonly LiteEngine _engine;
    private readonly DataStream _data;
    private bool _isClosed;

    private DatabaseEngine(LiteEngine engine, DataStream data, LogStream log)
    {
        _engine = engine;
        _data = data;
        Log = log;
    }

    public LogStream Log { get; }

    /// <summary>Opens the engine and brings its schema up to date. Takes over the files, also when it fails.</summary>
    public static DatabaseEngine Open(IStoreFile dataFile, IStoreFile logFile, StoreTail? tail = null)
    {
        var log = new LogStream(logFile, tail);
        var data = new DataStream(dataFile, log);
        LiteEngine? engine = null;
        try
        {
            BufferPoolRepair.Run();
            engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, TempStream = new MemoryStream(), Collation = Collation.Binary });
            engine.Pragma("TIMEOUT", TimeoutSeconds);

            // The log is moved when this package says so, on the thread that writes, and never by a reader.
            engine.Pragma("CHECKPOINT", 0);
            Schema.Ensure(engine);
            engine.Checkpoint();
            return new DatabaseEngine(engine, data, log);
        }
        catch
        {
            Close(engine, data, log);
            throw;
        }
    }

    /// <summary>Runs something in one turn. It must not wait for another thread.</summary>
    public T Take<T>(Func<LiteEngine, T> use) => _turn.Run(() => use(Open()));

    /// <summary>Runs reads that belong together; meanwhile the log is not moved. May be nested.</summary>
    /// <exception cref="StorageUnavailableException">The log is being moved and does not come to an end.</exception>
    public T Read<T>(Func<T> read)
    {
        // Twice: when the whole process stood still, as on a machine that was suspended, the first time is over before the other thread could go on.
        if (!_log.TryEnterReadLock(Timeout) && !_log.TryEnterReadLock(Timeout))
        {
            throw new StorageUnavailableException($"LiteDB's log is being moved for more than {2 * TimeoutSeconds} s.") { RetryAfter = Faults.RetryAfter };
        }

        try
        {
            return read();
        }
        finally
        {
            _log.ExitReadLock();
        }
    }

    /// <summary>Reads all that a query finds.</summary>
    public List<BsonDocument> Query(string collection, Query query) => Read(() =>
    {
        var documents = new List<BsonDocument>();
        IBsonDataReader? reader = null;
        try
        {
            while (Take(engine => ReadSome(reader ??= engine.Query(collection, query), documents)))
            {
            }

            return documents;
        }
        catch
        {
            _turn.Run(() => reader?.Dispose());
            throw;
        }
    });

    /// <summary>Moves the log into the data file, once nobody reads.</summary>
    /// <exception cref="TimeoutException">Somebody reads for long; the log stays as it is.</exception>
    public void Checkpoint()
    {
        if (!_log.TryEnterWriteLock(Timeout))
        {
            throw new TimeoutException($"The database has been read for {TimeoutSeconds} s without a pause, so that LiteDB's log could not be moved.");
        }

        try
        {
            Open().Checkpoint();
        }
        finally
        {
            _log.ExitWriteLock();
        }
    }

    /// <summary>Makes the data file durable.</summary>
    public void Flush() => _data.Flush();

    /// <summary>Closes engine and files, when those who read are done, or have had some seconds for it.</summary>
    public void Dispose()
    {
        var isAlone = _log.TryEnterWriteLock(ClosingTimeout);
        try
        {
            _turn.Run(() =>
            {
                if (!_isClosed)
                {
                    _isClosed = true;
                    Close(_engine, _data, Log);
                }
            });
        }
        finally
        {
            if (isAlone)
            {
                _log.ExitWriteLock();
            }
        }
    }

    private static bool ReadSome(IBsonDataReader reader, List<BsonDocument> documents)
    {
        for (var read = 0; read < DocumentsOfATurn; read++)
        {
            if (!reader.Read())
            {
                reader.Dispose();
                return false;
            }

            documents.Add(reader.Current.AsDocument);
        }

        return true;
    }

    private static void Close(LiteEngine? engine, DataStream data, LogStream log)
    {
        try
        {
            if (engine is not null)
            {
                EngineDisposal.Dispose(engine);
            }
        }
        finally
        {
            data.Dispose();
            log.Dispose();
        }
    }

    private LiteEngine Open() => _isClosed ? throw new StorageUnavailableException("The store is closed.") : _engine;
}
