using Monitoring.Storage.Blobs;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>The blobs without their bytes.</summary>
internal sealed class BlobTable(PostgreSqlStore store)
{
    private const string Fields = "content, length, content_type, sha256, created_at, expires_at";

    private readonly string _find = store.Database.Sql($"""
        select {Fields} from $.blob where part = $1 and project_id = $2 and id = $3 and (expires_at is null or expires_at > (select $.now_ticks($4)))
        """);

    private readonly string _list = store.Database.Sql($"""
        select {Fields}, project_id, id from $.blob where (project_id, id) > ($1, $2) and (expires_at is null or expires_at > (select $.now_ticks($4)))
        order by project_id, id limit $3
        """);

    private readonly string _there = store.Database.Sql($"select {Fields} from $.blob where part = $1 and project_id = $2 and id = $3");

    // An expired blob of the name makes room. Its bytes remain for those who are reading them.
    private readonly string _removeExpired = store.Database.Sql("""
        with gone as (delete from $.blob where part = $1 and project_id = $2 and id = $3 and expires_at <= (select $.now_ticks($4)) returning content)
        insert into $.blob_remain (part, content, touched_at) select $1, gone.content, $.now_ticks($4) from gone
        """);

    private readonly string _add = store.Database.Sql($"""
        insert into $.blob (part, project_id, id, {Fields}) values ($1, $2, $3, $4, $5, $6, $7, coalesce($10, $.now_ticks($9)), $8) on conflict do nothing
        """);

    private readonly string _delete = store.Database.Sql("""
        with gone as (
            delete from $.blob where part = $1 and project_id = $2 and id = $3 returning content, expires_at is null or expires_at > $.now_ticks($4) as lived),
        kept as (insert into $.blob_remain (part, content, touched_at) select $1, gone.content, $.now_ticks($4) from gone)
        select lived from gone
        """);

    /// <summary>Finds a blob that has not expired, with what its bytes are kept under.</summary>
    public ValueTask<StoredBlob?> FindAsync(BlobId id, CancellationToken cancellationToken) => store.ReadAsync(
        async (connection, cancellation) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(_find, [.. Place(id), store.Clock.Parameter()]);
            await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            return await ReadFoundAsync(reader, id, cancellation).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Blobs that have not expired, by project and id.</summary>
    public ValueTask<List<BlobInfo>> ListAsync(BlobId? after, int count, CancellationToken cancellationToken) => store.ReadAsync(
        (connection, cancellation) => connection.QueryAsync(
            _list,
            [Parameter.Of(after?.Project.Value ?? -1), Parameter.Of(after?.Id.Value ?? Guid.Empty), Parameter.Of(count), store.Clock.Parameter()],
            row => Read(row, new BlobId(row.GetInt64(6) is > 0 and var project ? new ProjectId(project) : default, new EntityId(row.GetGuid(7)))).Info,
            cancellation),
        cancellationToken);

    /// <summary>Adds the statements that add a blob unless there is one of its name, and find the one that is there then.</summary>
    public void AddTo(NpgsqlBatch batch, BlobWrite write, Guid content, long length, byte[] sha256, DateTimeOffset? createdAt)
    {
        batch.Add(_removeExpired, [.. Place(write.Id), store.Clock.Parameter()]);
        batch.Add(
            _add,
            [
                .. Place(write.Id), Parameter.Of(content), Parameter.Of(length), Parameter.Of(OrdinalText.Encode(write.ContentType)), Parameter.Of(sha256),
                Parameter.Of(write.ExpiresAt?.UtcTicks), store.Clock.Parameter(), Parameter.Of(createdAt?.UtcTicks),
            ]);
        batch.Add(_there, Place(write.Id));
    }

    public static async ValueTask<StoredBlob?> ReadFoundAsync(NpgsqlDataReader reader, BlobId id, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? Read(reader, id) : null;

    /// <summary>Removes a blob; its bytes remain for those who are reading them.</summary>
    /// <returns>Whether it was there and had not expired.</returns>
    public ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken) => store.TransactAsync(
        mayRepeat: false,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            batch.Add(_delete, [.. Place(id), store.Clock.Parameter()]);
            return await batch.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true;
        },
        cancellationToken);

    private static NpgsqlParameter[] Place(BlobId id) => [Parameter.Of(Parts.Of(id.Project.Value)), Parameter.Of(id.Project.Value), Parameter.Of(id.Id.Value)];

    private static StoredBlob Read(NpgsqlDataReader reader, BlobId id) => new()
    {
        Content = reader.GetFieldValue<Guid>(0),
        Info = new BlobInfo
        {
            Id = id,
            Length = reader.GetInt64(1),
            ContentType = reader.Text(2),
            Sha256 = Convert.ToHexStringLower(reader.Bytes(3)),
            CreatedAt = reader.Instant(4),
            ExpiresAt = reader.IsDBNull(5) ? null : reader.Instant(5),
        },
    };
}
