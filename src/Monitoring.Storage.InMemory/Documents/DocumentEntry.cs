using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>A stored document with its index keys.</summary>
internal sealed class DocumentEntry(StoredDocument document)
{
    private DocumentType? _indexedBy;
    private ImmutableArray<DocumentIndexEntry> _keys = [];

    public StoredDocument Document { get; } = document;

    /// <summary>A document that is put; throws when its keys cannot be made.</summary>
    public static DocumentEntry Of(StoredDocument document, DocumentType type) =>
        new(document) { _indexedBy = type, _keys = type.GetIndexEntries(document.Body, document.SchemaVersion) };

    /// <summary>The keys in an index, found anew when the declaration is another one than before; none of what that cannot read.</summary>
    public IEnumerable<IndexKey> KeysIn(string index, DocumentType type)
    {
        if (!ReferenceEquals(type, _indexedBy))
        {
            _keys = type.FindFault(Document.Body, Document.SchemaVersion) is null ? type.GetIndexEntries(Document.Body, Document.SchemaVersion) : [];
            _indexedBy = type;
        }

        return _keys.Where(key => key.Index == index).Select(key => key.Key);
    }
}
