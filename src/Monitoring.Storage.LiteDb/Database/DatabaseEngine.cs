using LiteDB;
using LiteDB.Engine;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>LiteDB's engine over two files, and the files.</summary>
internal sealed class DatabaseEngine : IDisposable
{
    // A lock that is not had by then is a fault of ours; LiteDB itself would wait a minute.
    private const int TimeoutSeconds = 20;

    private readonly DataStream _data;

    private DatabaseEngine(LiteEngine engine, DataStream data, LogStream log)
    {
        Engine = engine;
        _data = data;
        Log = log;
    }

    public LiteEngine Engine { get; }

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

    /// <summary>Makes the data file durable.</summary>
    public void Flush() => _data.Flush();

    public void Dispose() => Close(Engine, _data, Log);

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
}
