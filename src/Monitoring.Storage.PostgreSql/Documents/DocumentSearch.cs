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

    private readonly string _ascending = store.Database.Sql(Statement(">", "<", ""));
    private readonly string _descending = store.Database.Sql(Statement("<", ">", " desc"));

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
        var start = query.Descending ? BehindAll : [];
        return
        [
            Parameter.Of(Parts.Of(query.Partition.Value)),
            Parameter.Of(query.Partition.Value),
            Parameter.Of(type.Number),
            Parameter.Of(type.Indexes[query.Index]),
            Parameter.Of([.. ranges.Select(range => range.From.Bytes.ToArray())]),
            Parameter.Of([.. ranges.Select(range => range.To?.Bytes.ToArray() ?? BehindAll)]),
            Parameter.Of(after?.Key.Bytes.ToArray() ?? start),
            Parameter.Of(after is { } place ? OrdinalText.Encode(place.DocumentKey) : start),
            Parameter.Of(count),
            Parameter.Of(type.Declaration),
        ];
    }

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

    /// <summary>A document with several keys in the ranges is answered at the first of them in the query's order.</summary>
    private static string Statement(string after, string before, string order) => $"""
        select missing.found, hit.key, hit.document, d.version, d.schema, d.body
        from (select exists ({IndexFiller.Missing("$10")}) as found) as missing
        left join (
            select e.key, e.document
            from unnest($5, $6) as range(low, high) cross join lateral (
                select n.key, n.document from $.document_entries n
                where n.part = $1 and n.project = $2 and n.index = $4 and n.key >= range.low and n.key < range.high and (n.key, n.document) {after} ($7, $8)
                    and not exists (
                        select from $.document_entries f join unnest($5, $6) as own(low, high) on f.key >= own.low and f.key < own.high
                        where f.part = $1 and f.project = $2 and f.type = $3 and f.document = n.document and f.index = $4 and f.key {before} n.key)
                order by n.key{order}, n.document{order} limit $9) as e
            order by e.key{order}, e.document{order} limit $9) as hit on true
        left join $.documents d on d.part = $1 and d.project = $2 and d.type = $3 and d.key = hit.document
        order by hit.key{order}, hit.document{order}
        """;
}
