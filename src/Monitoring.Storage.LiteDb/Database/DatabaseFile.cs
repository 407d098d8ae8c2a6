using LiteDB;
using LiteDB.Engine;
using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// The LiteDB file. It is used through its engine, with documents made by hand: no mapper, which trims text and is
/// static, and no LINQ, which ignores how strings are to be compared. All reads take what they need at once.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    public const string Name = "monitoring.db";
    public const string LogName = "monitoring-log.db";

    // A lock that is not had by then is a fault of ours; LiteDB itself would wait a minute.
    private const int TimeoutSeconds = 20;

    private readonly LiteEngine _engine;

    private DatabaseFile(LiteEngine engine) => _engine = engine;

    /// <summary>Opens the file or makes it.</summary>
    /// <exception cref="StoreDamagedException">It is no LiteDB file, or one that others made.</exception>
    public static DatabaseFile Open(IStoreFiles files)
    {
        var settings = files.Database(Name);
        settings.Collation = Collation.Binary;
        var engine = Open(settings);
        try
        {
            engine.Pragma("TIMEOUT", TimeoutSeconds);
            Schema.Ensure(engine);

            // The write above has made the log, which from now on must be found after a power failure.
            files.FlushDirectory("");
            return new DatabaseFile(engine);
        }
        catch
        {
            EngineDisposal.Dispose(engine);
            throw;
        }
    }

    /// <summary>Reads one document by its id.</summary>
    public BsonDocument? Find(string collection, BsonValue id) => List(collection, Expressions.IdIs(id), limit: 1).FirstOrDefault();

    /// <summary>Reads documents in the order of an indexed field, from one key to another, both included.</summary>
    public List<BsonDocument> Range(string collection, string field, BsonValue from, BsonValue to, int limit = int.MaxValue, bool descending = false)
    {
        var query = new Query { Limit = limit, OrderBy = Expressions.Field(field), Order = descending ? Query.Descending : Query.Ascending };
        query.Where.Add(Expressions.Between(field, from, to));
        return Run(collection, query);
    }

    /// <summary>Reads all documents of a collection that is known to be small.</summary>
    public List<BsonDocument> All(string collection) => Run(collection, new Query());

    /// <summary>Reads from one state of the file, whatever is written meanwhile. Must not be nested, and must not await.</summary>
    public T Snapshot<T>(Func<T> read)
    {
        _engine.BeginTrans();
        try
        {
            return read();
        }
        finally
        {
            // Nothing was written; this only ends the transaction, which is bound to this thread.
            _engine.Rollback();
        }
    }

    /// <summary>Writes a document over the one of its id, if there is one. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public void Put(string collection, BsonDocument document) => _engine.Upsert(collection, [document], BsonAutoId.Int64);

    /// <summary>Removes a document. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public bool Remove(string collection, BsonValue id) => _engine.Delete(collection, [id]) > 0;

    /// <summary>Removes the documents whose id is at most this. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public int RemoveUpTo(string collection, BsonValue id) => _engine.DeleteMany(collection, Expressions.IdAtMost(id));

    /// <summary>Removes the documents whose id lies between two, both included. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public int RemoveRange(string collection, BsonValue from, BsonValue to) => _engine.DeleteMany(collection, Expressions.Between("_id", from, to));

    /// <summary>Runs a transaction on this thread, which must be the writing one; LiteDB ties transactions to threads.</summary>
    public void Write(Action write)
    {
        if (!_engine.BeginTrans())
        {
            throw new InvalidOperationException("A transaction is open on this thread.");
        }

        try
        {
            write();
        }
        catch
        {
            RollBack();
            throw;
        }

        if (!_engine.Commit())
        {
            throw new StoreDamagedException("LiteDB lost the transaction before it was committed.");
        }
    }

    /// <summary>Moves the log into the data file. Only on the writing thread.</summary>
    public void Checkpoint() => _engine.Checkpoint();

    public void Dispose() => EngineDisposal.Dispose(_engine);

    private static LiteEngine Open(EngineSettings settings)
    {
        try
        {
            return new LiteEngine(settings);
        }
        catch (LiteException exception)
        {
            throw new StoreDamagedException(
                $"'{Name}' cannot be opened: {exception.Message} It must be a LiteDB 5 file that this package made, with ordinal collation. "
                + "Restore it from a backup, or move the directory away to begin anew.",
                exception);
        }
    }

    /// <summary>Ends a transaction that failed, if LiteDB has not done so itself; the first fault is the one that matters.</summary>
    private void RollBack()
    {
        try
        {
            _engine.Rollback();
        }
        catch (Exception exception) when (exception is LiteException or IOException or InvalidOperationException)
        {
            // The session ends in any case.
        }
    }

    private List<BsonDocument> List(string collection, BsonExpression where, int limit)
    {
        var query = new Query { Limit = limit };
        query.Where.Add(where);
        return Run(collection, query);
    }

    private List<BsonDocument> Run(string collection, Query query)
    {
        var documents = new List<BsonDocument>();
        using var reader = _engine.Query(collection, query);
        while (reader.Read())
        {
            documents.Add(reader.Current.AsDocument);
        }

        return documents;
    }
}
