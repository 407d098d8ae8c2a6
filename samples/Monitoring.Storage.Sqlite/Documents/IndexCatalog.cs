using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Which indexes are filled, and by which revision of their declaration.</summary>
internal static class IndexCatalog
{
    /// <summary>Makes the indexes of the declared types as they are declared now; for each time that the file is opened.</summary>
    public static void Declare(Session session, IEnumerable<DocumentType> types)
    {
        foreach (var type in types)
        {
            foreach (var (name, _) in Filled(session, type).Where(filled => !IsDeclared(type, filled.Key, filled.Value)))
            {
                session.Execute("delete from indexes where type = $type and name = $name", ("$type", type.Name), ("$name", name));
            }

            Fill(session, type);
        }
    }

    /// <summary>The number of an index.</summary>
    /// <exception cref="ArgumentException">The store was not opened with this declaration.</exception>
    public static long Find(Session session, DocumentType type, string index)
    {
        var declared = type.Indexes.First(declared => declared.Name == index);
        return session.Number(
                "select id from indexes where type = $type and name = $name and revision = $revision",
                ("$type", type.Name),
                ("$name", index),
                ("$revision", declared.Revision))
            ?? throw new ArgumentException($"The store was opened without this declaration of '{type.Name}': register it as a {nameof(DocumentType)} service.");
    }

    /// <summary>Adds the entries of a document, which has none yet.</summary>
    public static void Add(Session session, DocumentType type, long document, long partition, byte[] key, ReadOnlyMemory<byte> body, int schemaVersion)
    {
        foreach (var entry in type.GetIndexEntries(body, schemaVersion))
        {
            Add(session, Find(session, type, entry.Index), entry.Key, document, partition, key);
        }
    }

    private static bool IsDeclared(DocumentType type, string name, long revision) => type.Indexes.Any(index => index.Name == name && index.Revision == revision);

    private static Dictionary<string, long> Filled(Session session, DocumentType type) => session
        .Query("select name, revision from indexes where type = $type", row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), ("$type", type.Name))
        .ToDictionary();

    /// <summary>Fills the indexes that are not there; what cannot be read has no entries.</summary>
    private static void Fill(Session session, DocumentType type)
    {
        var filled = Filled(session, type);
        var missing = type.Indexes.Where(index => !filled.ContainsKey(index.Name)).ToDictionary(index => index.Name, index => Create(session, type, index));
        if (missing.Count == 0)
        {
            return;
        }

        var documents = session.Query(
            "select id, partition, key, schema_version, body from documents where type = $type",
            row => (Id: row.GetInt64(0), Partition: row.GetInt64(1), Key: row.GetBytes(2), Schema: row.GetInt32(3), Body: row.GetBytes(4)),
            ("$type", type.Name));
        foreach (var document in documents.Where(document => type.FindFault(document.Body, document.Schema) is null))
        {
            foreach (var entry in type.GetIndexEntries(document.Body, document.Schema).Where(entry => missing.ContainsKey(entry.Index)))
            {
                Add(session, missing[entry.Index], entry.Key, document.Id, document.Partition, document.Key);
            }
        }
    }

    private static long Create(Session session, DocumentType type, DocumentIndex index) => session.Number(
        "insert into indexes (type, name, revision) values ($type, $name, $revision) returning id",
        ("$type", type.Name),
        ("$name", index.Name),
        ("$revision", index.Revision))!.Value;

    private static void Add(Session session, long index, IndexKey key, long document, long partition, byte[] documentKey) => session.Execute(
        "insert into index_entries (index_id, partition, key, document_key, document) values ($index, $partition, $key, $documentKey, $document)",
        ("$index", index),
        ("$partition", partition),
        ("$key", key.Bytes.ToArray()),
        ("$documentKey", documentKey),
        ("$document", document));
}
