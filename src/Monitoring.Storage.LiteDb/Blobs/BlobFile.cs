using System.Globalization;
using LiteDB;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Blobs;

/// <summary>A blob as the database keeps it: what is known of it, and where its bytes are.</summary>
internal sealed record BlobFile
{
    public const string Directory = "blobs";

    /// <summary>Where blobs are before the database has them and after it has let them go.</summary>
    public const string PassageDirectory = "blobs/passage";

    private const byte Format = 1;

    public required BlobInfo Info { get; init; }

    /// <summary>Names the file; two writes of one blob never share a name.</summary>
    public required string Name { get; init; }

    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Directory}/{Info.CreatedAt:yyyy-MM}/{Name}");

    public string DirectoryPath => string.Create(CultureInfo.InvariantCulture, $"{Directory}/{Info.CreatedAt:yyyy-MM}");

    public string PassagePath => $"{PassageDirectory}/{Name}";

    public static string NameOf(BlobId id, Guid unique) => string.Create(CultureInfo.InvariantCulture, $"{id.Project}-{id.Id.Value:N}-{unique:N}");

    /// <summary>Finds out of a file's name which blob it is for.</summary>
    public static bool TryParseName(string name, out BlobId id)
    {
        id = default;
        var parts = name.Split('-');
        if (parts.Length != 3 || !Guid.TryParseExact(parts[1], "N", out var value))
        {
            return false;
        }

        if (!ProjectId.TryParse(parts[0], out var project) && parts[0] != "0")
        {
            return false;
        }

        id = new BlobId(project, new EntityId(value));
        return true;
    }

    public static byte[] KeyOf(BlobId id)
    {
        var key = new byte[sizeof(long) + 16];
        Keys.Write(key, id.Project.Value);
        id.Id.Value.TryWriteBytes(key.AsSpan(sizeof(long)), bigEndian: true, out _);
        return key;
    }

    public bool IsExpired(DateTimeOffset now) => Info.ExpiresAt <= now;

    public BsonDocument ToDocument()
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        writer.Count(Info.Id.Project.Value);
        Info.Id.Id.Value.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _);
        writer.Count(Info.Length);
        writer.Text(Info.ContentType);
        writer.Text(Info.Sha256);
        writer.Instant(Info.CreatedAt);
        writer.Bool(Info.ExpiresAt is not null);
        if (Info.ExpiresAt is { } expiresAt)
        {
            writer.Instant(expiresAt);
        }

        writer.Text(Name);
        return new BsonDocument
        {
            ["_id"] = KeyOf(Info.Id),
            [BlobFields.Expiry] = (Info.ExpiresAt ?? DateTimeOffset.MaxValue).UtcTicks,
            ["b"] = writer.ToArray(),
        };
    }

    public static BlobFile Read(BsonDocument document)
    {
        var reader = new ByteReader(document["b"].AsBinary, $"A blob's entry in '{DatabaseFile.Name}'");
        reader.Format(Format);
        var project = reader.Count();
        var id = new BlobId(project == 0 ? default : new ProjectId(project), new EntityId(new Guid(reader.Raw(16), bigEndian: true)));
        var info = new BlobInfo
        {
            Id = id,
            Length = reader.Count(),
            ContentType = reader.Text(),
            Sha256 = reader.Text(),
            CreatedAt = reader.Instant(),
            ExpiresAt = reader.Bool() ? reader.Instant() : null,
        };
        return new BlobFile { Info = info, Name = reader.Text() };
    }
}
