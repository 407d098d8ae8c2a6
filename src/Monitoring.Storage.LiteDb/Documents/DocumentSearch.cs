using LiteDB;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>Answers a query: reads the entries of an index in their order, and the document of each. Inside a snapshot.</summary>
internal sealed class DocumentSearch(DatabaseFile database, DocumentQuery query, TypeEntry type)
{
    private const int Step = 128;

    private readonly int _index = type.IndexNumber(query.Index)!.Value;

    /// <summary>The entries and documents after a place, as many as asked for.</summary>
    public List<(IndexEntry Place, StoredDocument Document)> Read(IndexEntry? after, int count)
    {
        var found = new List<(IndexEntry, StoredDocument)>();
        foreach (var place in Ranges().SelectMany(range => Entries(range, after)))
        {
            if (Find(place) is { } document)
            {
                found.Add((place, document));
            }

            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>The ranges without overlaps, in the query's order.</summary>
    private IEnumerable<IndexRange> Ranges()
    {
        var ranges = QueryRanges.Apart(query.Ranges);
        return query.Descending ? ranges.AsEnumerable().Reverse() : ranges;
    }

    /// <summary>The entries of a range after a place, in the query's order.</summary>
    private IEnumerable<IndexEntry> Entries(IndexRange range, IndexEntry? after)
    {
        var alike = new List<(byte[] Id, IndexEntry Entry)>();
        foreach (var (id, entry) in Read(range, after))
        {
            if (alike.Count > 0 && !AreAlike(alike[^1].Id, id))
            {
                foreach (var sorted in Sort(alike))
                {
                    yield return sorted;
                }

                alike.Clear();
            }

            if (range.Contains(entry.Key) && (after is null || Compare(entry, after.Value) > 0))
            {
                alike.Add((id, entry));
            }
        }

        foreach (var sorted in Sort(alike))
        {
            yield return sorted;
        }
    }

    /// <summary>Whether the bytes do not tell which of two entries comes first, because both are long and were cut.</summary>
    private static bool AreAlike(byte[] first, byte[] second) =>
        first.Length > IndexEntry.SortedLength
        && second.Length > IndexEntry.SortedLength
        && first.AsSpan(0, IndexEntry.SortedLength).SequenceEqual(second.AsSpan(0, IndexEntry.SortedLength));

    private List<IndexEntry> Sort(List<(byte[] Id, IndexEntry Entry)> alike) =>
        [.. alike.Select(entry => entry.Entry).Order(Comparer<IndexEntry>.Create(Compare))];

    private int Compare(IndexEntry first, IndexEntry second) => query.Descending ? second.CompareTo(first) : first.CompareTo(second);

    /// <summary>The stored entries of a range, some at a time; a little more than the range, and cut ones out of order.</summary>
    private IEnumerable<(byte[] Id, IndexEntry Entry)> Read(IndexRange range, IndexEntry? after)
    {
        var from = IndexEntry.Lowest(_index, query.Partition, range.From);
        var to = IndexEntry.Highest(_index, query.Partition, range.To);
        if (after is { } place)
        {
            Narrow(place, ref from, ref to);
        }

        while (from.AsSpan().SequenceCompareTo(to) <= 0)
        {
            var documents = database.Range(Collections.Index, "_id", from, to, Step, query.Descending);
            foreach (var document in documents)
            {
                yield return (document["_id"].AsBinary, IndexEntry.Read(document));
            }

            if (documents.Count < Step)
            {
                yield break;
            }

            var last = documents[^1]["_id"].AsBinary;
            if (query.Descending)
            {
                to = Before(last);
            }
            else
            {
                from = [.. last, 0];
            }
        }
    }

    private void Narrow(IndexEntry place, ref byte[] from, ref byte[] to)
    {
        var id = place.ToId(_index, query.Partition);
        id = id[..Math.Min(id.Length, IndexEntry.SortedLength)];
        if (query.Descending)
        {
            byte[] end = [.. id, .. Enumerable.Repeat(byte.MaxValue, Keys.MaxLength - id.Length)];
            to = end.AsSpan().SequenceCompareTo(to) < 0 ? end : to;
        }
        else
        {
            from = id.AsSpan().SequenceCompareTo(from) > 0 ? id : from;
        }
    }

    /// <summary>The greatest bytes of an entry's length or less that are smaller: entries end in text of two bytes each, so nothing lies between.</summary>
    private static byte[] Before(byte[] id)
    {
        var before = id.ToArray();
        for (var i = before.Length - 1; i >= 0; i--)
        {
            if (before[i]-- != 0)
            {
                // What is longer and begins with these bytes is smaller too.
                return [.. before, .. Enumerable.Repeat(byte.MaxValue, Keys.MaxLength - before.Length)];
            }
        }

        return before;
    }

    private StoredDocument? Find(IndexEntry place)
    {
        var id = DocumentKeys.Document(type.Number, query.Partition, place.DocumentKey);
        if (database.Find(Collections.Documents, id) is not { } document)
        {
            throw new StoreDamagedException($"Index '{query.Index}' of '{query.Type.Name}' names the document '{place.DocumentKey}', which is not there.");
        }

        // A document with several keys in the ranges is answered at the first of them.
        var body = DocumentBody.Read(document);
        var isFirst = body.Entries
            .Where(entry => entry.Index == _index && query.Ranges.Any(range => range.Contains(entry.Key)))
            .All(entry => Compare(new IndexEntry(entry.Key, place.DocumentKey), place) >= 0);
        return isFirst ? body.ToStored(query.Partition, query.Type.Name, place.DocumentKey) : null;
    }
}
