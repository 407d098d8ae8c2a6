using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>
/// Answers queries by the entries of an index. Documents that a host of another version has put, by other declarations, are indexed before the answer is given: the
/// statement that searches tells in the same breath whether there are any.
/// </summary>
internal sealed class DocumentSearch(PostgreSqlStore store, TypeRegistry types, IndexFiller filler)
{
    // One byte longer than any key.
    private static readonly byte[] BehindAll = [.. Enumerable.Repeat(byte.MaxValue, Math.Max(IndexKey.MaxLength, DocumentStoreArguments.KeyLength * OrdinalText.MaxBytes) + 1)];

    private readonly string _ascending = store.Database.Sql(Statement("(n.key, n.document) > (range.low, range.document) and n.key < range.high", "<", ""));
    private readonly string _descending = store.Database.Sql(Statement("(n.key, n.document) < (range.high, range.document) and n.key >= range.low", ">", " desc"));

    /// <summary>The documents after a place in the query's order with their places, as many as asked for.</summary>
    public async ValueTask<List<(IndexKey Key, StoredDocument Document)>> RunAsync(
        DocumentQuery query, (IndexKey Key, string DocumentKey)? after, int count, CancellationToken cancellationToken)
    {
        var ranges = QueryRanges.Apart(query.Ranges);
        if (ranges.Count == 0)
        {
            return [];
        }

        var type = await types.GetAsync(query.Type, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var (found, areAllIndexed) = await store.ReadAsync(
                async (connection, cancellation) =>
                {
                    await using var batch = new NpgsqlBatch(connection);
                    batch.Add(query.Descending ? _descending : _ascending, Parameters(query, type, ranges, after, count));
                    return await ReadAsync(batch, query, cancellation).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            if (areAllIndexed)
            {
                return found;
            }

            await filler.FillAsync(query.Partition, query.Type, type, cancellationToken).ConfigureAwait(false);
        }
    }

    private static NpgsqlParameter[] Parameters(DocumentQuery query, TypeEntry type, List<IndexRange> ranges, (IndexKey Key, string DocumentKey)? after, int count)
    {
        var left = Left(query, ranges, after);
        return
        [
            Parameter.Of(Parts.Of(query.Partition.Value)),
            Parameter.Of(query.Partition.Value),
            Parameter.Of(type.Number),
            Parameter.Of(type.Indexes[query.Index]),
            Parameter.Of([.. ranges.Select(range => range.From.Bytes.ToArray())]),
            Parameter.Of([.. ranges.Select(High)]),
            Parameter.Of([.. left.Select(range => range.Low)]),
            Parameter.Of([.. left.Select(range => range.High)]),
            Parameter.Of([.. left.Select(range => range.Document)]),
            Parameter.Of(count),
            Parameter.Of(type.Declaration),
        ];
    }

    /// <summary>
    /// What is left of the ranges after a place. Where reading begins is said by key and document in one, as the database would begin with the one or the other
    /// otherwise; every document comes after the empty one.
    /// </summary>
    private static List<(byte[] Low, byte[] High, byte[] Document)> Left(DocumentQuery query, List<IndexRange> ranges, (IndexKey Key, string DocumentKey)? after)
    {
        if (after is not { } place)
        {
            return ranges.ConvertAll(range => (range.From.Bytes.ToArray(), High(range), Array.Empty<byte>()));
        }

        var (key, document) = (place.Key.Bytes.ToArray(), OrdinalText.Encode(place.DocumentKey));
        return query.Descending
            ? [.. ranges.Where(range => range.From <= place.Key).Select(range => range.Contains(place.Key) ? (range.From.Bytes.ToArray(), key, document) : (range.From.Bytes.ToArray(), High(range), []))]
            : [.. ranges.Where(range => range.To is not { } to || to > place.Key).Select(range => range.Contains(place.Key) ? (key, High(range), document) : (range.From.Bytes.ToArray(), High(range), []))];
    }

    private static byte[] High(IndexRange range) => range.To?.Bytes.ToArray() ?? BehindAll;

    private static async ValueTask<(List<(IndexKey Key, StoredDocument Document)> Found, bool AreAllIndexed)> ReadAsync(NpgsqlBatch batch, DocumentQuery query, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<(IndexKey, StoredDocument)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.GetBoolean(0))
            {
                return ([], false);
            }

            if (!await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false))
            {
                var document = new StoredDocument
                {
                    Partition = query.Partition,
                    Type = query.Type.Name,
                    Key = reader.Text(2),
                    Version = reader.GetInt64(3),
                    SchemaVersion = reader.GetInt32(4),
                    Body = reader.Bytes(5),
                };
                found.Add((IndexKey.FromBytes(reader.Bytes(1)), document));
            }
        }

        return (found, true);
    }

    /// <summary>
    /// A document with several keys in the ranges is answered at the first of them in the query's order. The declarations are looked at from both ends of their index, which costs
    /// nothing while all of them are the same.
    /// </summary>
    private static string Statement(string reading, string before, string order) => $"""
        select missing.found, hit.key, hit.document, d.version, d.schema, d.body
        from (
            select case when ends.first <> $11 or ends.last <> $11 then exists ({IndexFiller.Missing("$11")}) else false end as found
            from (select min(o.declared) as first, max(o.declared) as last from $.document o where o.part = $1 and o.project_id = $2 and o.type = $3) as ends) as missing
        left join (
            select e.key, e.document
            from unnest($7, $8, $9) as range(low, high, document) cross join lateral (
                select n.key, n.document from $.document_entry n
                where n.part = $1 and n.project_id = $2 and n.index = $4 and {reading}
                    and not exists (
                        select from $.document_entry f join unnest($5, $6) as own(low, high) on f.key >= own.low and f.key < own.high
                        where f.part = $1 and f.project_id = $2 and f.type = $3 and f.document = n.document and f.index = $4 and f.key {before} n.key)
                order by n.key{order}, n.document{order} limit $10) as e
            order by e.key{order}, e.document{order} limit $10) as hit on true
        left join $.document d on d.part = $1 and d.project_id = $2 and d.type = $3 and d.key = hit.document
        order by hit.key{order}, hit.document{order}
        """;
}
