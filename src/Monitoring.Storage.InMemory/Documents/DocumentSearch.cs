using System.Security.Cryptography;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>Answers a query: the first key of each document that lies in the ranges, sorted, from the cursor on.</summary>
internal static class DocumentSearch
{
    public static Page<StoredDocument> Run(IEnumerable<DocumentEntry> documents, DocumentQuery query)
    {
        var scope = Scope(query);
        var comparer = query.Descending ? Comparer<Place>.Create((first, second) => second.CompareTo(first)) : Comparer<Place>.Default;
        Place? after = Cursor.Read(query.Cursor, scope) is { } cursor ? Place.Read(cursor) : null;
        var found = documents
            .SelectMany(entry => entry.KeysIn(query.Index, query.Type)
                .Where(key => query.Ranges.Any(range => range.Contains(key)))
                .Select(key => new Place(key, entry.Document.Key))
                .Order(comparer)
                .Take(1)
                .Select(place => (Place: place, entry.Document)))
            .Where(hit => after is null || comparer.Compare(hit.Place, after.Value) > 0)
            .OrderBy(hit => hit.Place, comparer)
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredDocument>
        {
            Items = [.. page.Select(hit => hit.Document)],
            Next = found.Count > page.Count ? page[^1].Place.ToCursor().Write(scope) : null,
        };
    }

    /// <summary>A cursor is good for one index, one direction and the same ranges.</summary>
    private static string Scope(DocumentQuery query)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in query.Ranges.SelectMany(range => new[] { range.From.ToString(), range.To?.ToString() ?? "-" }))
        {
            hash.AppendData(System.Text.Encoding.ASCII.GetBytes(text + ' '));
        }

        var ranges = Convert.ToHexStringLower(hash.GetHashAndReset());
        return $"documents {query.Partition} {query.Type.Name} {query.Index} {query.Descending} {ranges}";
    }

    /// <summary>Where a document stands in an index.</summary>
    private readonly record struct Place(IndexKey Key, string DocumentKey) : IComparable<Place>
    {
        public static Place Read(Cursor cursor)
        {
            try
            {
                return new Place(IndexKey.FromBytes(Convert.FromHexString(cursor.Place)), cursor.Name);
            }
            catch (FormatException)
            {
                throw new InvalidCursorException();
            }
        }

        public int CompareTo(Place other)
        {
            var keys = Key.CompareTo(other.Key);
            return keys != 0 ? keys : string.CompareOrdinal(DocumentKey, other.DocumentKey);
        }

        public Cursor ToCursor() => new(Key.ToString(), DocumentKey);
    }
}
