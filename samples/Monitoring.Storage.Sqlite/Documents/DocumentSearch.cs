using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Answers a query: goes along the index from the cursor on, stretch by stretch.</summary>
internal sealed class DocumentSearch(Session session, DocumentQuery query)
{
    private readonly long _index = IndexCatalog.Find(session, query.Type, query.Index);

    public Page<StoredDocument> Run()
    {
        var scope = Scope();
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? IndexPlace.Read(cursor) : (IndexPlace?)null;
        var found = Stretches(after).SelectMany(Read).Where(IsFirst).Take(query.Limit + 1).ToList();
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredDocument>
        {
            Items = [.. page.Select(hit => hit.Document)],
            Next = found.Count > page.Count ? page[^1].Place.ToCursor().Write(scope) : null,
        };
    }

    /// <summary>The ranges without what lies before the cursor, in the query's order and apart from each other. The ends do not belong to a stretch.</summary>
    private List<(IndexPlace Low, IndexPlace High)> Stretches(IndexPlace? after)
    {
        var stretches = new List<(IndexPlace Low, IndexPlace High)>();
        foreach (var range in query.Ranges.Where(range => range.To is null || range.From < range.To).OrderBy(range => range.From))
        {
            var (low, high) = (IndexPlace.Before(range.From), IndexPlace.Before(range.To));
            if (stretches is [.., var last] && low.CompareTo(last.High) <= 0)
            {
                stretches[^1] = (last.Low, Max(last.High, high));
            }
            else
            {
                stretches.Add((low, high));
            }
        }

        if (query.Descending)
        {
            stretches.Reverse();
        }

        return after is not { } end ? stretches
            : [.. stretches.Select(stretch => query.Descending ? stretch with { High = Min(stretch.High, end) } : stretch with { Low = Max(stretch.Low, end) })];
    }

    /// <summary>Reads a stretch piece by piece, as far as it is asked for.</summary>
    private IEnumerable<(IndexPlace Place, long Id, StoredDocument Document)> Read((IndexPlace Low, IndexPlace High) stretch)
    {
        var order = query.Descending ? "desc" : "asc";
        while (true)
        {
            var piece = session.Query(
                $"""
                select {DocumentTable.Columns}, e.key, e.document_key, e.document
                from index_entries e join documents d on d.id = e.document
                where e.index_id = $index and e.partition = $partition
                  and (e.key, e.document_key) > ($lowKey, $lowDocument) and (e.key, e.document_key) < ($highKey, $highDocument)
                order by e.key {order}, e.document_key {order}
                limit $limit
                """,
                row => (Place: new IndexPlace(row.GetBytes(6), row.GetBytes(7)), Id: row.GetInt64(8), Document: DocumentTable.Read(row)),
                ("$index", _index),
                ("$partition", query.Partition.Value),
                ("$lowKey", stretch.Low.Key),
                ("$lowDocument", stretch.Low.DocumentKey),
                ("$highKey", stretch.High.Key),
                ("$highDocument", stretch.High.DocumentKey),
                ("$limit", query.Limit + 1));
            foreach (var hit in piece)
            {
                yield return hit;
            }

            if (piece.Count <= query.Limit)
            {
                yield break;
            }

            stretch = query.Descending ? stretch with { High = piece[^1].Place } : stretch with { Low = piece[^1].Place };
        }
    }

    /// <summary>Whether a document with several keys in the ranges was not met at one before.</summary>
    private bool IsFirst((IndexPlace Place, long Id, StoredDocument Document) hit)
    {
        var keys = session
            .Query("select key from index_entries where document = $id and index_id = $index order by key", row => row.GetBytes(0), ("$id", hit.Id), ("$index", _index))
            .Where(key => query.Ranges.Any(range => range.Contains(IndexKey.FromBytes(key))));
        return hit.Place.Key.AsSpan().SequenceEqual(query.Descending ? keys.Last() : keys.First());
    }

    /// <summary>A cursor is good for one index, one direction and the same ranges.</summary>
    private string Scope()
    {
        var ranges = string.Join(' ', query.Ranges.Select(range => $"{range.From}-{range.To}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ranges)));
        return $"documents {query.Partition} {query.Type.Name} {query.Index} {query.Descending} {hash}";
    }

    private static IndexPlace Max(IndexPlace first, IndexPlace second) => first.CompareTo(second) >= 0 ? first : second;

    private static IndexPlace Min(IndexPlace first, IndexPlace second) => first.CompareTo(second) <= 0 ? first : second;
}
