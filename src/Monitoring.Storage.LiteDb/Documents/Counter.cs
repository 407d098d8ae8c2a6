using LiteDB;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>
/// A number that only grows, also over restarts. The database holds a bound that is ahead of it, so that it need not
/// write each step; after a restart the number goes on from the bound.
/// </summary>
internal sealed class Counter
{
    private const int Reserve = 10_000;

    private readonly string _name;
    private long _last;
    private long _bound;

    public Counter(DatabaseFile database, string name)
    {
        _name = name;
        _last = _bound = Read(database, name);
    }

    /// <summary>The bound as the database has it.</summary>
    public static long Read(DatabaseFile database, string name) => database.Find(Collections.Meta, name) is { } document ? document["v"].AsInt64 : 0;

    /// <summary>On the database's thread, inside a transaction: goes on above a number.</summary>
    public void GoOnFrom(DatabaseFile database, long number)
    {
        if (number > _last)
        {
            var bound = Math.Max(number, _bound);
            database.Put(Collections.Meta, new BsonDocument { ["_id"] = _name, ["v"] = bound });
            _last = _bound = bound;
        }
    }

    /// <summary>On the database's thread, inside a transaction: the next number.</summary>
    public long Next(DatabaseFile database)
    {
        if (_last == _bound)
        {
            // In memory only when it is written: a transaction that fails ends the session.
            database.Put(Collections.Meta, new BsonDocument { ["_id"] = _name, ["v"] = _bound + Reserve });
            _bound += Reserve;
        }

        return ++_last;
    }
}
