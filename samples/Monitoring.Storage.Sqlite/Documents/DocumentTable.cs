using Microsoft.Data.Sqlite;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>The documents by their keys.</summary>
internal static class DocumentTable
{
    public const string Columns = "d.partition, d.type, d.key, d.version, d.schema_version, d.body";

    public static StoredDocument? Find(Session session, Partition partition, DocumentType type, string key) => session.Find(
        $"select {Columns} from documents d where partition = $partition and type = $type and key = $key",
        Read,
        ("$partition", partition.Value),
        ("$type", type.Name),
        ("$key", OrdinalKey.Encode(key)));

    public static Page<StoredDocument> List(Session session, Partition partition, DocumentType type, int limit, string? cursor)
    {
        var scope = $"all documents {partition} {type.Name}";
        var found = session.Query(
            $"select {Columns} from documents d where partition = $partition and type = $type and key > $after order by key limit $limit",
            Read,
            ("$partition", partition.Value),
            ("$type", type.Name),
            ("$after", Cursor.Read(cursor, scope) is { } after ? IndexPlace.Bytes(after.Name) : []),
            ("$limit", limit + 1));
        var page = found.Take(limit).ToList();
        return new Page<StoredDocument>
        {
            Items = [.. page],
            Next = found.Count > page.Count ? new Cursor("", Convert.ToHexString(OrdinalKey.Encode(page[^1].Key))).Write(scope) : null,
        };
    }

    /// <summary>Writes a document with its index entries.</summary>
    /// <returns>Its new version.</returns>
    public static long Put(Session session, Partition partition, DocumentPut put)
    {
        // One counter for all documents, so that the versions of a key only grow, also when it was deleted meanwhile.
        var version = Counter.Next(session, "document-version");
        var key = OrdinalKey.Encode(put.Key);
        var id = session.Number(
            """
            insert into documents (partition, type, key, version, schema_version, body) values ($partition, $type, $key, $version, $schema, $body)
            on conflict (partition, type, key) do update set version = excluded.version, schema_version = excluded.schema_version, body = excluded.body
            returning id
            """,
            ("$partition", partition.Value),
            ("$type", put.Type.Name),
            ("$key", key),
            ("$version", version),
            ("$schema", put.Type.SchemaVersion),
            ("$body", put.Body.ToArray()))!.Value;
        session.Execute("delete from index_entries where document = $id", ("$id", id));
        IndexCatalog.Add(session, put.Type, id, partition.Value, key, put.Body, put.Type.SchemaVersion);
        return version;
    }

    public static void Delete(Session session, Partition partition, DocumentDelete delete) => session.Execute(
        "delete from documents where partition = $partition and type = $type and key = $key",
        ("$partition", partition.Value),
        ("$type", delete.Type.Name),
        ("$key", OrdinalKey.Encode(delete.Key)));

    public static StoredDocument Read(SqliteDataReader row) => new()
    {
        Partition = PartitionOf(row.GetInt64(0)),
        Type = row.GetString(1),
        Key = OrdinalKey.Decode(row.GetBytes(2)),
        Version = row.GetInt64(3),
        SchemaVersion = row.GetInt32(4),
        Body = row.GetBytes(5),
    };

    public static Partition PartitionOf(long value) => value == 0 ? Partition.Host : Partition.Of(new ProjectId(value));
}
