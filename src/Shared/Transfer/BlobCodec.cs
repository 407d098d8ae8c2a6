using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;

namespace Monitoring.Transfer;

/// <summary>The bytes of what is known of a blob.</summary>
internal static class BlobCodec
{
    public static void Write(ByteWriter writer, BlobInfo info)
    {
        writer.Count(info.Id.Project.Value);
        info.Id.Id.Value.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _);
        writer.Count(info.Length);
        writer.Text(info.ContentType);
        writer.Text(info.Sha256);
        writer.Instant(info.CreatedAt);
        writer.Bool(info.ExpiresAt is not null);
        if (info.ExpiresAt is { } expiresAt)
        {
            writer.Instant(expiresAt);
        }
    }

    public static BlobInfo Read(ref ByteReader reader)
    {
        var project = reader.Count();
        if (project < 0)
        {
            throw reader.Damaged("a project should stand here");
        }

        return new BlobInfo
        {
            Id = new BlobId(project == 0 ? default : new ProjectId(project), new EntityId(new Guid(reader.Raw(16), bigEndian: true))),
            Length = reader.Count(),
            ContentType = reader.Text(),
            Sha256 = reader.Text(),
            CreatedAt = reader.Instant(),
            ExpiresAt = reader.Bool() ? reader.Instant() : null,
        };
    }
}
