using Monitoring.Storage.Blobs;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Blobs;

/// <summary>The blobs and their chunks, which go with them by the foreign key.</summary>
internal static class BlobTable
{
    /// <summary>Finds a blob that has not expired.</summary>
    public static (long Row, BlobInfo Info)? Find(Session session, BlobId id, DateTimeOffset now) => session.Query(
        """
        select id, length, content_type, sha256, created_at, expires_at from blobs
        where project = $project and blob = $blob and (expires_at is null or expires_at > $now)
        """,
        row => ((long, BlobInfo)?)(row.GetInt64(0), new BlobInfo
        {
            Id = id,
            Length = row.GetInt64(1),
            ContentType = row.GetString(2),
            Sha256 = row.GetString(3),
            CreatedAt = row.GetInstant(4),
            ExpiresAt = row.IsDBNull(5) ? null : row.GetInstant(5),
        }),
        ("$project", id.Project.Value),
        ("$blob", id.Id.ToBytes()),
        ("$now", now.UtcTicks)).SingleOrDefault();

    /// <summary>Blobs that have not expired, by project and id.</summary>
    public static List<BlobInfo> List(Session session, BlobId? after, int max, DateTimeOffset now) => session.Query(
        """
        select project, blob, length, content_type, sha256, created_at, expires_at from blobs
        where (project, blob) > ($project, $blob) and (expires_at is null or expires_at > $now) order by project, blob limit $max
        """,
        row => new BlobInfo
        {
            Id = new BlobId(row.GetInt64(0) is > 0 and var project ? new ProjectId(project) : default, row.GetEntityId(1)),
            Length = row.GetInt64(2),
            ContentType = row.GetString(3),
            Sha256 = row.GetString(4),
            CreatedAt = row.GetInstant(5),
            ExpiresAt = row.IsDBNull(6) ? null : row.GetInstant(6),
        },
        ("$project", after?.Project.Value ?? -1),
        ("$blob", after?.Id.ToBytes() ?? []),
        ("$max", max),
        ("$now", now.UtcTicks));

    public static void Add(Session session, BlobInfo info, IEnumerable<byte[]> chunks)
    {
        var row = session.Number(
            """
            insert into blobs (project, blob, content_type, sha256, length, created_at, expires_at)
            values ($project, $blob, $type, $sha256, $length, $created, $expires) returning id
            """,
            ("$project", info.Id.Project.Value),
            ("$blob", info.Id.Id.ToBytes()),
            ("$type", info.ContentType),
            ("$sha256", info.Sha256),
            ("$length", info.Length),
            ("$created", info.CreatedAt.UtcTicks),
            ("$expires", info.ExpiresAt?.UtcTicks))!.Value;
        foreach (var (number, bytes) in chunks.Index())
        {
            session.Execute("insert into blob_chunks (blob, number, bytes) values ($blob, $number, $bytes)", ("$blob", row), ("$number", number), ("$bytes", bytes));
        }
    }

    public static byte[]? FindChunk(Session session, long row, long number) => session.Find(
        "select bytes from blob_chunks where blob = $blob and number = $number", found => found.GetBytes(0), ("$blob", row), ("$number", number));

    public static void Delete(Session session, BlobId id) =>
        session.Execute("delete from blobs where project = $project and blob = $blob", ("$project", id.Project.Value), ("$blob", id.Id.ToBytes()));

    public static int DeleteExpired(Session session, DateTimeOffset now) => session.Execute("delete from blobs where expires_at <= $now", ("$now", now.UtcTicks));
}
