namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>Hashes as the database holds them: its uuid has their 16 bytes and their order.</summary>
internal static class Uuids
{
    public static Guid ToGuid(this GroupingHash hash)
    {
        Span<byte> bytes = stackalloc byte[GroupingHash.ByteLength];
        hash.TryWriteBytes(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    public static GroupingHash ToHash(this Guid stored)
    {
        Span<byte> bytes = stackalloc byte[GroupingHash.ByteLength];
        stored.TryWriteBytes(bytes, bigEndian: true, out _);
        return GroupingHash.FromBytes(bytes);
    }
}
