using System.Collections.Immutable;
using LiteDB;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>A document as the database keeps it: the caller's bytes, the versions, and the entries that it has in indexes.</summary>
internal sealed record DocumentBody
{
    private const string Id = "_id";
    private const string VersionField = "v";
    private const string SchemaField = "s";
    private const string BodyField = "b";
    private const string EntriesField = "e";

    public required byte[] Key { get; init; }

    public required long Version { get; init; }

    public required int Schema { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Numbers of indexes with keys in them.</summary>
    public required ImmutableArray<(int Index, IndexKey Key)> Entries { get; init; }

    public static DocumentBody Read(BsonDocument document) => new()
    {
        Key = document[Id].AsBinary,
        Version = document[VersionField].AsInt64,
        Schema = document[SchemaField].AsInt32,

        // Nothing reads as a document out of no bytes: it is shown as damaged, and can be deleted.
        Body = DocumentChecksum.IsRight(document) ? document[BodyField].AsBinary : [],

        Entries = [.. document[EntriesField].AsArray.Select(entry => (entry["i"].AsInt32, IndexKey.FromBytes(entry["k"].AsBinary)))],
    };

    public BsonDocument ToDocument() => new()
    {
        [Id] = Key,
        [VersionField] = Version,
        [SchemaField] = Schema,
        [BodyField] = Body,
        [EntriesField] = new BsonArray(Entries.Select(entry => new BsonDocument { ["i"] = entry.Index, ["k"] = entry.Key.Bytes.ToArray() })),
    };

    public StoredDocument ToStored(Partition partition, string type, string key) => new()
    {
        Partition = partition,
        Type = type,
        Key = key,
        Version = Version,
        SchemaVersion = Schema,
        Body = Body,
    };
}
