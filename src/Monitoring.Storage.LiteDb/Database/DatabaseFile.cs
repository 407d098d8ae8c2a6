using LiteDB;
using LiteDB.Engine;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// The LiteDB file. It is used through its engine, with documents made by hand: no mapper, which trims text and is
/// static, and no LINQ, which ignores how strings are to be compared. All reads take what they need at once.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    public const string Name = "monitoring.db";
    public const string LogName = "monitoring-log.db";

    private const string CommitsName = "commits";

    private readonly DatabaseEngine _engine;
    private bool _hasChanged;

    private DatabaseFile(DatabaseEngine engine) => _engine = engine;

    /// <summary>Told when the files failed under a read: LiteDB has closed itself then.</summary>
    public Action<Exception>? Faulted { get; set; }

    /// <summary>Opens the file or makes it.</summary>
    /// <param name="files">Where it lies.</param>
    /// <param name="tail">Knows how far the log reaches at least, and is told.</param>
    /// <exception cref="StoreDamagedException">It is no LiteDB file, or one that others made.</exception>
    public static DatabaseFile Open(IStoreFiles files, StoreTail? tail = null)
    {
        if (!files.Exists(Name))
        {
            DatabaseCreation.Run(files);
        }

        var data = files.OpenWrite(Name);
        var log = OpenLog(files);
        try
        {
            LogRecovery.Run(data, log, tail);
            CheckLength(data);
        }
        catch
        {
            data.Dispose();
            log.Dispose();
            throw;
        }

        return Open(data, log, tail);
    }

    /// <summary>Opens LiteDB's log or makes it, durable by name.</summary>
    public static IStoreFile OpenLog(IStoreFiles files)
    {
        if (files.Exists(LogName))
        {
            return files.OpenWrite(LogName);
        }

        var log = files.Create(LogName);
        files.FlushDirectory("");
        return log;
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

    /// <summary>Reads all documents of a collection, of which there are few or which the caller must have whole.</summary>
    public List<BsonDocument> All(string collection) => Run(collection, new Query());

    /// <summary>Reads from one state of some collections, whatever is written meanwhile. Must not be nested, and must not await.</summary>
    /// <param name="collections">The collections; others are read as they are by then.</param>
    /// <param name="read">Reads.</param>
    public T Snapshot<T>(string[] collections, Func<T> read) => _engine.Read(() =>
    {
        _engine.Take(engine => engine.BeginTrans());
        try
        {
            // LiteDB fixes the state of a collection when a transaction first reads it, not when the transaction begins. In one turn no commit comes between.
            _engine.Take(_ => Array.ConvertAll(collections, collection => Run(collection, new Query { Limit = 1 })));
            return read();
        }
        finally
        {
            // Nothing was written; this only ends the transaction, which is bound to this thread.
            _engine.Take(engine => engine.Rollback());
        }
    });

    /// <summary>Writes a document over the one of its id, if there is one. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public void Put(string collection, BsonDocument document)
    {
        DocumentChecksum.Put(document);
        Change(engine => engine.Upsert(collection, [document], BsonAutoId.Int64));
        _hasChanged = true;
    }

    /// <summary>Removes a document. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public bool Remove(string collection, BsonValue id) => Remove(engine => engine.Delete(collection, [id])) > 0;

    /// <summary>Removes the documents whose id is at most this. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public int RemoveUpTo(string collection, BsonValue id) => Remove(engine => engine.DeleteMany(collection, Expressions.IdAtMost(id)));

    /// <summary>Removes the documents whose id lies between two, both included. Only on the writing thread, inside <see cref="Write"/>.</summary>
    public int RemoveRange(string collection, BsonValue from, BsonValue to) => Remove(engine => engine.DeleteMany(collection, Expressions.Between("_id", from, to)));

    /// <summary>
    /// Runs a transaction on this thread, which must be the writing one; LiteDB ties transactions to threads. Returns
    /// when it is durable.
    /// </summary>
    public void Write(Action write)
    {
        var confirmed = _engine.Log.Confirmed;
        if (!_engine.Take(engine => engine.BeginTrans()))
        {
            throw new InvalidOperationException("A transaction is open on this thread.");
        }

        try
        {
            _hasChanged = false;
            write();
            if (_hasChanged)
            {
                // So that there always is a page to be written last, which confirms the transaction: without one, LiteDB
                // drops what it has written of a large transaction.
                Put(Collections.Meta, new BsonDocument { ["_id"] = CommitsName, ["v"] = confirmed });
            }
        }
        catch
        {
            RollBack();
            throw;
        }

        Commit();

        if (_hasChanged)
        {
            _engine.Log.WaitFor(confirmed + 1);
            _engine.Log.MakeDurable();
        }
    }

    private void Commit()
    {
        if (!_engine.Take(engine => engine.Commit()))
        {
            throw new StoreDamagedException("LiteDB lost the transaction before it was committed.");
        }
    }

    /// <summary>Moves the log into the data file. Only on the writing thread.</summary>
    /// <exception cref="TimeoutException">Somebody reads for long; the log stays as it is.</exception>
    public void Checkpoint() => _engine.Checkpoint();

    public void Dispose() => _engine.Dispose();

    private static DatabaseFile Open(IStoreFile data, IStoreFile log, StoreTail? tail)
    {
        try
        {
            return new DatabaseFile(DatabaseEngine.Open(data, log, tail));
        }
        catch (LiteException exception)
        {
            throw new StoreDamagedException(
                $"'{Name}' cannot be opened: {exception.Message} It must be a LiteDB 5 file that this package made, with ordinal collation. "
                + "Restore it from a backup, or move the directory away to begin anew.",
                exception);
        }
    }

    private static void CheckLength(IStoreFile data)
    {
        if (data.Length == 0 || data.Length % LoggedPage.PageLength != 0)
        {
            throw new StoreDamagedException($"'{Name}' has {data.Length} bytes, which is no whole number of pages: it is no LiteDB file, or a part of one. Restore it from a backup.");
        }
    }

    private int Remove(Func<LiteEngine, int> remove)
    {
        var count = Change(remove);
        _hasChanged |= count > 0;
        return count;
    }

    /// <summary>Makes sure that no fault of LiteDB is taken for one of the caller's: it has ended the transaction.</summary>
    private int Change(Func<LiteEngine, int> change)
    {
        try
        {
            return _engine.Take(change);
        }
        catch (ArgumentException exception)
        {
            throw new StoreDamagedException($"LiteDB failed to change '{Name}': {exception.Message}", exception);
        }
    }

    /// <summary>Ends a transaction that failed, if LiteDB has not done so itself; the first fault is the one that matters.</summary>
    private void RollBack()
    {
        try
        {
            _engine.Take(engine => engine.Rollback());
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
        try
        {
            var documents = _engine.Query(collection, query);
            documents.ForEach(document => DocumentChecksum.Check(collection, document));
            return documents;
        }
        catch (IOException exception)
        {
            Faulted?.Invoke(exception);
            throw;
        }
        catch (ArgumentException exception)
        {
            throw new StoreDamagedException($"LiteDB failed to read '{Name}': {exception.Message}", exception);
        }
    }
}
