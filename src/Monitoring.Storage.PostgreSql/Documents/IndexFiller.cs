using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>
/// Indexes documents that were put by another declaration of their type: all of them when a host starts, and what hosts of another version put meanwhile when a query
/// comes upon it. A few documents at a time and by one host at a time; what cannot be read is left out.
/// </summary>
internal sealed class IndexFiller(PostgreSqlStore store, TypeRegistry types)
{
    private const int Documents = 256;
    private const int Bytes = 16 * 1024 * 1024;

    private readonly string _places = store.Database.Sql("""
        select distinct d.type, d.project_id from $.document d join unnest($1, $2) as own(type, declared) on d.type = own.type and d.declared <> own.declared
        """);

    private readonly string _turn = store.Database.Sql("select pg_advisory_xact_lock(hashtextextended($1, 0))");

    private readonly string _lock = store.Database.Sql($"""
        select d.key, d.schema, d.body from $.document d
        where d.part = $1 and d.project_id = $2 and d.type = $3 and d.key = any (array (
            select few.key from (
                select m.key, row_number() over byKey as number, sum(octet_length(m.body)) over byKey as bytes
                from ({Missing("$4")} and w.key > $5 order by w.key limit {Documents}) as m window byKey as (order by m.key)) as few
            where few.number = 1 or few.bytes <= {Bytes}))
        order by d.key for update
        """);

    private readonly string _declare = store.Database.Sql("update $.document set declared = $4 where part = $1 and project_id = $2 and type = $3 and key = any ($5)");

    private readonly string _remove = store.Database.Sql("delete from $.document_entry where part = $1 and project_id = $2 and type = $3 and document = any ($4) and index <> all ($5)");

    private readonly string _add = store.Database.Sql(IndexEntries.AddStatement);

    /// <summary>The documents of a type in a project that are not indexed by a declaration, as a subquery over $1 to $3.</summary>
    public static string Missing(string declaration) => $"""
        select w.key, w.body from $.document w
        where w.part = $1 and w.project_id = $2 and w.type = $3 and (w.declared < {declaration} or w.declared > {declaration}) and not exists (
            select from $.document_entry m where m.part = $1 and m.project_id = $2 and m.index = {declaration} and m.key = ''::bytea and m.document = w.key)
        """;

    /// <summary>Makes these declarations those by which all documents of their types are indexed.</summary>
    public async ValueTask FillAllAsync(IReadOnlyCollection<DocumentType> declared, CancellationToken cancellationToken)
    {
        await types.EnsureAsync(declared, cancellationToken).ConfigureAwait(false);
        var entries = new Dictionary<int, (DocumentType Type, TypeEntry Entry)>();
        foreach (var type in declared)
        {
            var entry = await types.GetAsync(type, cancellationToken).ConfigureAwait(false);
            entries[entry.Number] = (type, entry);
        }

        var filled = new Dictionary<DocumentType, (int Filled, int LeftOut)>();
        foreach (var (number, partition) in await FindPlacesAsync(entries.Values.Select(entry => entry.Entry), cancellationToken).ConfigureAwait(false))
        {
            var (type, entry) = entries[number];
            var before = filled.GetValueOrDefault(type);
            var count = await FillAsync(partition, type, entry, isTakenOver: true, cancellationToken).ConfigureAwait(false);
            filled[type] = (before.Filled + count.Filled, before.LeftOut + count.LeftOut);
        }

        foreach (var (type, count) in filled)
        {
            Tell(type, count);
        }
    }

    /// <summary>Indexes the documents of a type in a partition by a declaration too, and leaves them indexed by the other.</summary>
    public async ValueTask FillAsync(Partition partition, DocumentType type, TypeEntry entry, CancellationToken cancellationToken) =>
        Tell(type, await FillAsync(partition, type, entry, isTakenOver: false, cancellationToken).ConfigureAwait(false));

    private void Tell(DocumentType type, (int Filled, int LeftOut) count)
    {
        if (count.Filled > 0)
        {
            Log.IndexesFilled(store.Settings.Logger, type.Name, count.Filled);
        }

        if (count.LeftOut > 0)
        {
            Log.LeftOutOfIndex(store.Settings.Logger, type.Name, count.LeftOut);
        }
    }

    private ValueTask<List<(int Type, Partition Partition)>> FindPlacesAsync(IEnumerable<TypeEntry> entries, CancellationToken cancellationToken) => store.ReadAsync(
        async (connection, cancellation) =>
        {
            var places = new List<(int, Partition)>();
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(_places, Parameter.Of([.. entries.Select(entry => entry.Number)]), Parameter.Of([.. entries.Select(entry => entry.Declaration)]));
            await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                places.Add((reader.GetInt32(0), reader.Partition(1)));
            }

            return places;
        },
        cancellationToken);

    private async ValueTask<(int Filled, int LeftOut)> FillAsync(Partition partition, DocumentType type, TypeEntry entry, bool isTakenOver, CancellationToken cancellationToken)
    {
        var (filled, leftOut) = (0, 0);
        byte[]? next = [];
        while (next is { } after)
        {
            (next, var documents, var unreadable) = await store.TransactAsync(
                mayRepeat: true, (transaction, cancellation) => FillSomeAsync(transaction, partition, type, entry, after, isTakenOver, cancellation), cancellationToken).ConfigureAwait(false);
            filled += documents - unreadable;
            leftOut += unreadable;
        }

        return (filled, leftOut);
    }

    /// <returns>The key up to which the documents are indexed now, or null when there are no more, and how many of them have been.</returns>
    private async ValueTask<(byte[]? UpTo, int Documents, int LeftOut)> FillSomeAsync(
        Transaction transaction, Partition partition, DocumentType type, TypeEntry entry, byte[] after, bool isTakenOver, CancellationToken cancellationToken)
    {
        var documents = await LockAsync(transaction, partition, entry, after, cancellationToken).ConfigureAwait(false);
        if (documents.Count == 0)
        {
            return (null, 0, 0);
        }

        var leftOut = 0;
        var entries = new IndexEntries(partition);
        foreach (var (key, schema, body) in documents)
        {
            var found = Find(type, key, body, schema);
            leftOut += found is null ? 1 : 0;
            entries.Add(entry, key, found ?? []);
            if (!isTakenOver)
            {
                entries.AddMark(entry, key);
            }
        }

        await using var batch = transaction.Batch();
        NpgsqlParameter[] Place() => [Parameter.Of(Parts.Of(partition.Value)), Parameter.Of(partition.Value), Parameter.Of(entry.Number)];
        if (isTakenOver)
        {
            byte[][] keys = [.. documents.Select(document => document.Key)];
            batch.Add(_declare, [.. Place(), Parameter.Of(entry.Declaration), Parameter.Of(keys)]);
            batch.Add(_remove, [.. Place(), Parameter.Of(keys), Parameter.Of([.. entry.Indexes.Values])]);
        }

        batch.Add(_add, entries.Parameters());
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return (documents[^1].Key, documents.Count, leftOut);
    }

    private async ValueTask<List<(byte[] Key, int Schema, byte[] Body)>> LockAsync(Transaction transaction, Partition partition, TypeEntry entry, byte[] after, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Batch();
        batch.Add(_turn, Parameter.Of($"monitoring indexes {store.Database.Schema}"));
        batch.Add(_lock, Parameter.Of(Parts.Of(partition.Value)), Parameter.Of(partition.Value), Parameter.Of(entry.Number), Parameter.Of(entry.Declaration), Parameter.Of(after));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var documents = new List<(byte[], int, byte[])>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            documents.Add((reader.Bytes(0), reader.GetInt32(1), reader.Bytes(2)));
        }

        return documents;
    }

    /// <summary>The keys of a document; null when it is damaged or of newer code: lists leave it out, and it must not keep the others from being listed.</summary>
    private static ImmutableArray<DocumentIndexEntry>? Find(DocumentType type, byte[] key, byte[] body, int schema)
    {
        try
        {
            return type.GetIndexEntries(body, schema);
        }
        catch (MonitoringException)
        {
            return null;
        }
        catch (Exception exception)
        {
            throw new MonitoringException(
                $"The indexes of '{type.Name}' cannot be filled: the keys of the document '{OrdinalText.Decode(key)}' cannot be made. {exception.Message}", exception);
        }
    }
}
