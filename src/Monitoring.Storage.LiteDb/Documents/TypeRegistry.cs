using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiteDB;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The document types that the database knows. Fills an index when it is declared for the first time or anew.</summary>
internal sealed class TypeRegistry
{
    private const string Id = "_id";

    private readonly ConcurrentDictionary<string, TypeEntry> _types;
    private readonly ILogger _logger;
    private int _lastNumber;

    public TypeRegistry(DatabaseFile database, ILogger logger)
    {
        _logger = logger;
        _types = new ConcurrentDictionary<string, TypeEntry>(
            database.All(Collections.Types).Select(document => KeyValuePair.Create(DocumentKeys.ReadText(document[Id].AsBinary), Read(document))),
            StringComparer.Ordinal);
        _lastNumber = _types.Values.SelectMany(type => type.Indexes.Select(index => index.Number).Append(type.Number)).DefaultIfEmpty(0).Max();
    }

    /// <summary>The type's entry, if its indexes are as it declares them.</summary>
    public TypeEntry? Find(DocumentType type) => _types.TryGetValue(type.Name, out var entry) && entry.IsAsDeclared(type) ? entry : null;

    /// <summary>The number of a type, whatever it declares.</summary>
    public int? FindNumber(DocumentType type) => _types.TryGetValue(type.Name, out var entry) ? entry.Number : null;

    /// <summary>On the database's thread: brings the type's indexes in line with its declaration.</summary>
    /// <exception cref="MonitoringException">The keys of a stored document cannot be made; nothing was changed.</exception>
    public TypeEntry Ensure(DatabaseFile database, DocumentType type)
    {
        if (Find(type) is { } there)
        {
            return there;
        }

        var old = _types.GetValueOrDefault(type.Name);
        var entry = new TypeEntry
        {
            Number = old?.Number ?? ++_lastNumber,
            Indexes = [.. type.Indexes.Select(declared => Declare(declared, old))],
        };
        if (old is not null)
        {
            Fill(database, type, old, entry);
        }

        database.Put(Collections.Types, Write(type.Name, entry));
        return _types[type.Name] = entry;
    }

    /// <summary>The names and numbers of all types.</summary>
    public IEnumerable<(string Name, int Number)> Names() => _types.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => (type.Key, type.Value.Number));

    /// <summary>On the database's thread: a type none of whose indexes is filled, so that all are when it is declared next.</summary>
    public TypeEntry EnsureBare(DatabaseFile database, string name)
    {
        if (_types.TryGetValue(name, out var there) && there.Indexes.IsEmpty)
        {
            return there;
        }

        foreach (var index in there?.Indexes ?? [])
        {
            var (from, to) = IndexEntry.All(index.Number);
            database.RemoveRange(Collections.Index, from, to);
        }

        var entry = new TypeEntry { Number = there?.Number ?? ++_lastNumber, Indexes = [] };
        database.Put(Collections.Types, Write(name, entry));
        return _types[name] = entry;
    }

    private static TypeEntry Read(BsonDocument document) => new()
    {
        Number = document["n"].AsInt32,
        Indexes =
        [
            .. document["i"].AsArray.Select(index => new IndexState
            {
                Name = DocumentKeys.ReadText(index["n"].AsBinary),
                Number = index["i"].AsInt32,
                Revision = index["r"].AsInt32,
            }),
        ],
    };

    private static BsonDocument Write(string name, TypeEntry entry) => new()
    {
        [Id] = DocumentKeys.Text(name),
        ["n"] = entry.Number,
        ["i"] = new BsonArray(entry.Indexes.Select(index => new BsonDocument
        {
            ["n"] = DocumentKeys.Text(index.Name),
            ["i"] = index.Number,
            ["r"] = index.Revision,
        })),
    };

    private IndexState Declare(DocumentIndex declared, TypeEntry? old) =>
        old?.Indexes.FirstOrDefault(index => index.Name == declared.Name && index.Revision == declared.Revision)
        ?? new IndexState { Name = declared.Name, Number = ++_lastNumber, Revision = declared.Revision };

    private void Fill(DatabaseFile database, DocumentType type, TypeEntry old, TypeEntry entry)
    {
        var unreadable = 0;

        // Those whose keys cannot be made throw here, while nothing has been written.
        foreach (var document in DocumentPages.Read(database, entry.Number).SelectMany(page => page))
        {
            _ = Entries(type, entry, document, ref unreadable);
        }

        if (unreadable > 0)
        {
            Log.LeftOutOfIndex(_logger, type.Name, unreadable);
        }

        foreach (var dropped in old.Indexes.Except(entry.Indexes))
        {
            var (from, to) = IndexEntry.All(dropped.Number);
            database.RemoveRange(Collections.Index, from, to);
        }

        var filled = 0;
        foreach (var document in DocumentPages.Read(database, entry.Number).SelectMany(page => page))
        {
            Put(database, document with { Entries = Entries(type, entry, document, ref unreadable) }, old);
            filled++;
        }

        foreach (var added in entry.Indexes.Except(old.Indexes))
        {
            Log.IndexFilled(_logger, added.Name, type.Name, filled);
        }
    }

    private static void Put(DatabaseFile database, DocumentBody document, TypeEntry old)
    {
        var (partition, key) = DocumentKeys.ReadDocument(document.Key);
        database.Put(Collections.Documents, document.ToDocument());
        foreach (var (index, indexKey) in document.Entries.Where(added => old.Indexes.All(there => there.Number != added.Index)))
        {
            database.Put(Collections.Index, new IndexEntry(indexKey, key).ToDocument(index, partition));
        }
    }

    private static ImmutableArray<DocumentIndexEntry> Find(DocumentType type, DocumentBody document, ref int unreadable)
    {
        try
        {
            return type.GetIndexEntries(document.Body, document.Schema);
        }
        catch (MonitoringException)
        {
            // Damaged, or of newer code: lists leave it out, and it must not keep the others from being listed. It is found by its key.
            unreadable++;
            return [];
        }
        catch (Exception exception)
        {
            var (_, key) = DocumentKeys.ReadDocument(document.Key);
            throw new MonitoringException($"The indexes of '{type.Name}' cannot be filled: the keys of the document '{key}' cannot be made. {exception.Message}", exception);
        }
    }

    private static ImmutableArray<(int Index, IndexKey Key)> Entries(DocumentType type, TypeEntry entry, DocumentBody document, ref int unreadable)
    {
        var found = Find(type, document, ref unreadable);

        // Keys in indexes that stay are kept as they were written.
        return
        [
            .. document.Entries.Where(there => entry.Indexes.Any(index => index.Number == there.Index)),
            .. found.Select(key => (Index: entry.IndexNumber(key.Index)!.Value, key.Key)).Where(key => document.Entries.All(there => there.Index != key.Index)),
        ];
    }
}
