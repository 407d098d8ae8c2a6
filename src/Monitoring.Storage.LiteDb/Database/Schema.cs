using LiteDB;
using LiteDB.Engine;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>The indexes and the format of the file.</summary>
internal static class Schema
{
    public const int Format = 2;

    private const string FormatName = "format";

    // Of the first format: which hashes have counted a tag. Each of them in a place of its own, they cost more pages to write than all the rest; a hash knows its tags.
    private const string TagsName = "tags";

    private static readonly (string Collection, string Field)[] Indexes =
    [
        (Collections.Issues, IssueFields.Number),
        (Collections.Issues, IssueFields.LastSeen),
        (Collections.Issues, IssueFields.FirstSeen),
        (Collections.Issues, IssueFields.Events),
        (Collections.Issues, IssueFields.Users),
        (Collections.Timers, TimerFields.Due),
        (Collections.Blobs, BlobFields.Expiry),
    ];

    public static void Ensure(LiteEngine engine)
    {
        var format = Read(engine);
        if (format > Format)
        {
            throw new StoreDamagedException($"'{DatabaseFile.Name}' has format {format}; this version of the package knows formats up to {Format}. Use a newer version.");
        }

        CreateCollections(engine);
        foreach (var (collection, field) in Indexes)
        {
            engine.EnsureIndex(collection, field, Expressions.Field(field), unique: false);
        }

        if (format < Format)
        {
            engine.Upsert(Collections.Meta, [new BsonDocument { ["_id"] = FormatName, ["v"] = Format }], BsonAutoId.Int64);
        }

        if (engine.GetCollectionNames().Contains(TagsName, StringComparer.OrdinalIgnoreCase))
        {
            // Only once earlier versions refuse the file: they would miss the tags. LiteDB does this in a transaction of its own.
            engine.DropCollection(TagsName);
            engine.Checkpoint();
        }
    }

    /// <summary>
    /// Makes every collection before anybody reads. LiteDB shows a collection that a transaction is about to make to all
    /// readers at once; they find a page that is not there yet, and the engine stops.
    /// </summary>
    private static void CreateCollections(LiteEngine engine)
    {
        var existing = engine.GetCollectionNames().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = Collections.All.Where(name => !existing.Contains(name)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        engine.BeginTrans();
        foreach (var collection in missing)
        {
            engine.Insert(collection, [new BsonDocument { ["_id"] = FormatName }], BsonAutoId.Int64);
            engine.Delete(collection, [FormatName]);
        }

        engine.Commit();
        engine.Checkpoint();
    }

    private static int Read(LiteEngine engine)
    {
        var query = new Query { Limit = 1 };
        query.Where.Add(Expressions.IdIs(FormatName));
        using var reader = engine.Query(Collections.Meta, query);
        return reader.Read() ? reader.Current["v"].AsInt32 : 0;
    }
}
