using Monitoring.Storage.Documents;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>Answers with documents by their keys, from the cursor on.</summary>
internal static class DocumentListing
{
    public static Page<StoredDocument> Run(IEnumerable<StoredDocument> documents, string of, int limit, string? cursor)
    {
        var scope = $"all documents {of}";
        var after = Cursor.Read(cursor, scope)?.Name;
        var found = documents
            .Where(document => after is null || string.CompareOrdinal(document.Key, after) > 0)
            .OrderBy(document => document.Key, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        var page = found.Take(limit).ToList();
        return new Page<StoredDocument> { Items = [.. page], Next = found.Count > page.Count ? new Cursor("", page[^1].Key).Write(scope) : null };
    }
}
