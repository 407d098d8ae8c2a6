using Microsoft.Data.Sqlite;

namespace Monitoring.Storage.Sqlite.Database;

/// <summary>How the ports' types stand in columns.</summary>
internal static class Columns
{
    public static byte[] ToBytes(this EventId id)
    {
        var bytes = new byte[EventId.ByteLength];
        id.TryWriteBytes(bytes);
        return bytes;
    }

    public static byte[] ToBytes(this GroupingHash hash)
    {
        var bytes = new byte[GroupingHash.ByteLength];
        hash.TryWriteBytes(bytes);
        return bytes;
    }

    public static byte[] ToBytes(this EntityId id) => id.Value.ToByteArray(bigEndian: true);

    public static byte[] GetBytes(this SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    public static EventId GetEventId(this SqliteDataReader reader, int column) => EventId.FromBytes(reader.GetBytes(column));

    public static GroupingHash GetHash(this SqliteDataReader reader, int column) => GroupingHash.FromBytes(reader.GetBytes(column));

    public static EntityId GetEntityId(this SqliteDataReader reader, int column) => new(new Guid(reader.GetBytes(column), bigEndian: true));

    public static DateTimeOffset GetInstant(this SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public static string? GetTextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
