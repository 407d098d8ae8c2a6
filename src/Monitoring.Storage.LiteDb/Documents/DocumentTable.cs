using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The documents and their entries in indexes.</summary>
internal sealed class DocumentTable(DatabaseFile database, TypeRegistry types)
{
    /// <summary>Names the counter of versions.</summary>
    public const string Versions = "document-versions";

    // One for all documents, so that the versions of a key only grow, also when it was deleted meanwhile.
    private readonly Counter _versions = new(database, Versions);

    public StoredDocument? Get(Partition partition, DocumentType type, string key) => Find(partition, type, key)?.ToStored(partition, type.Name, key);

    /// <summary>The documents by their keys, as many as asked for.</summary>
    public List<StoredDocument> List(Partition partition, DocumentType type, string? after, int count)
    {
        if (types.FindNumber(type) is not { } number)
        {
            return [];
        }

        var (first, last) = DocumentKeys.Within(number, partition, after);
        return database.Range(Collections.Documents, "_id", first, last, count)
            .ConvertAll(DocumentBody.Read)
            .ConvertAll(body => body.ToStored(partition, type.Name, DocumentKeys.ReadDocument(body.Key).Key));
    }

    /// <summary>On the database's thread: what a put will write, without its version. Throws when the type's indexes cannot be filled.</summary>
    public DocumentBody Prepare(Partition partition, DocumentPut put, ImmutableArray<DocumentIndexEntry> entries)
    {
        var type = types.Ensure(database, put.Type);
        return new DocumentBody
        {
            Key = DocumentKeys.Document(type.Number, partition, put.Key),
            Version = 0,
            Schema = put.Type.SchemaVersion,
            Body = put.Body.ToArray(),
            Entries = [.. entries.Select(entry => (type.IndexNumber(entry.Index)!.Value, entry.Key)).Distinct()],
        };
    }

    /// <summary>On the database's thread: writes a prepared document and the difference of its entries.</summary>
    /// <returns>The new version.</returns>
    public long Put(Partition partition, string key, DocumentBody prepared)
    {
        var old = Entries(prepared.Key);
        var version = _versions.Next(database);
        database.Put(Collections.Documents, (prepared with { Version = version }).ToDocument());
        foreach (var (index, indexKey) in old.Except(prepared.Entries))
        {
            database.Remove(Collections.Index, new IndexEntry(indexKey, key).ToId(index, partition));
        }

        foreach (var (index, indexKey) in prepared.Entries.Except(old))
        {
            database.Put(Collections.Index, new IndexEntry(indexKey, key).ToDocument(index, partition));
        }

        return version;
    }

    /// <summary>On the database's thread: puts a document as it was elsewhere. Its entries in indexes are made when the type is declared next.</summary>
    public void Import(StoredDocument stored)
    {
        var type = types.EnsureBare(database, stored.Type);
        var body = new DocumentBody
        {
            Key = DocumentKeys.Document(type.Number, stored.Partition, stored.Key),
            Version = stored.Version,
            Schema = stored.SchemaVersion,
            Body = stored.Body.ToArray(),
            Entries = [],
        };
        database.Put(Collections.Documents, body.ToDocument());
    }

    /// <summary>On the database's thread: versions go on above one.</summary>
    public void GoOnFrom(long version) => _versions.GoOnFrom(database, version);

    /// <summary>On the database's thread.</summary>
    public void Delete(Partition partition, DocumentType type, string key)
    {
        if (types.FindNumber(type) is not { } number)
        {
            return;
        }

        var id = DocumentKeys.Document(number, partition, key);
        foreach (var (index, indexKey) in Entries(id))
        {
            database.Remove(Collections.Index, new IndexEntry(indexKey, key).ToId(index, partition));
        }

        database.Remove(Collections.Documents, id);
    }

    public DocumentBody? Find(Partition partition, DocumentType type, string key) =>
        types.FindNumber(type) is { } number ? Read(DocumentKeys.Document(number, partition, key)) : null;

    private DocumentBody? Read(byte[] id) => database.Find(Collections.Documents, id) is { } document ? DocumentBody.Read(document) : null;

    private ImmutableArray<(int Index, IndexKey Key)> Entries(byte[] id) => Read(id)?.Entries ?? [];
}
