using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>Reads documents by their keys.</summary>
internal sealed class DocumentReads(PostgreSqlStore store, TypeRegistry types)
{
    private readonly string _get = store.Database.Sql("select key, version, schema, body from $.document where part = $1 and project_id = $2 and type = $3 and key = $4");

    private readonly string _list = store.Database.Sql(
        "select key, version, schema, body from $.document where part = $1 and project_id = $2 and type = $3 and key > $4 order by key limit $5");

    public async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken)
    {
        var number = (await types.GetAsync(type, cancellationToken).ConfigureAwait(false)).Number;
        return await store.ReadAsync((connection, cancellation) => GetAsync(connection, partition, type.Name, number, key, cancellation), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a document on a connection that may be in a transaction.</summary>
    public async ValueTask<StoredDocument?> GetAsync(NpgsqlConnection connection, Partition partition, string type, int number, string key, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(_get, Parameter.Of(Parts.Of(partition.Value)), Parameter.Of(partition.Value), Parameter.Of(number), Parameter.Of(OrdinalText.Encode(key)));
        return (await ReadAsync(batch, partition, type, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <summary>The documents by their keys, as many as asked for.</summary>
    public async ValueTask<List<StoredDocument>> ListAsync(Partition partition, DocumentType type, string after, int count, CancellationToken cancellationToken)
    {
        var number = (await types.GetAsync(type, cancellationToken).ConfigureAwait(false)).Number;
        return await store.ReadAsync(
            async (connection, cancellation) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                batch.Add(
                    _list,
                    Parameter.Of(Parts.Of(partition.Value)),
                    Parameter.Of(partition.Value),
                    Parameter.Of(number),
                    Parameter.Of(OrdinalText.Encode(after)),
                    Parameter.Of(count));
                return await ReadAsync(batch, partition, type.Name, cancellation).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<List<StoredDocument>> ReadAsync(NpgsqlBatch batch, Partition partition, string type, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var documents = new List<StoredDocument>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            documents.Add(new StoredDocument
            {
                Partition = partition,
                Type = type,
                Key = reader.Text(0),
                Version = reader.GetInt64(1),
                SchemaVersion = reader.GetInt32(2),
                Body = reader.Bytes(3),
            });
        }

        return documents;
    }
}
