using System.Buffers.Binary;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>Builds keys whose bytes sort as their parts do. LiteDB takes keys of up to <see cref="MaxLength"/> bytes.</summary>
internal static class Keys
{
    public const int MaxLength = 1021;

    public static byte[] Of(long value)
    {
        var key = new byte[sizeof(long)];
        Write(key, value);
        return key;
    }

    public static byte[] Of(long first, long second)
    {
        var key = new byte[2 * sizeof(long)];
        Write(key, first);
        Write(key.AsSpan(sizeof(long)), second);
        return key;
    }

    public static byte[] Of(long first, long second, long third)
    {
        var key = new byte[3 * sizeof(long)];
        Write(key, first);
        Write(key.AsSpan(sizeof(long)), second);
        Write(key.AsSpan(2 * sizeof(long)), third);
        return key;
    }

    public static byte[] Of(ProjectId project, GroupingHash hash)
    {
        var key = new byte[sizeof(long) + GroupingHash.ByteLength];
        Write(key, project.Value);
        hash.TryWriteBytes(key.AsSpan(sizeof(long)));
        return key;
    }

    /// <summary>Writes a number so that its bytes sort like it, negative ones first.</summary>
    public static void Write(Span<byte> destination, long value) => BinaryPrimitives.WriteInt64BigEndian(destination, value ^ long.MinValue);

    public static long Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt64BigEndian(source) ^ long.MinValue;
}
