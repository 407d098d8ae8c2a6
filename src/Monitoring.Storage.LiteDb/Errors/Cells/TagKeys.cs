using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>
/// Keys of the index from tags to hashes: project, a hash of key and value, grouping hash. Tags are the users' words
/// and may be longer than an index key.
/// </summary>
internal static class TagKeys
{
    private const int MarkLength = 16;
    private const int PrefixLength = sizeof(long) + MarkLength;

    public static byte[] Of(ProjectId project, string key, string value, GroupingHash hash)
    {
        var bytes = new byte[PrefixLength + GroupingHash.ByteLength];
        WritePrefix(bytes, project, key, value);
        hash.TryWriteBytes(bytes.AsSpan(PrefixLength));
        return bytes;
    }

    /// <summary>The first and the last key that a tag can have.</summary>
    public static (byte[] First, byte[] Last) Range(ProjectId project, string key, string value)
    {
        var first = new byte[PrefixLength + GroupingHash.ByteLength];
        WritePrefix(first, project, key, value);
        var last = first.ToArray();
        last.AsSpan(PrefixLength).Fill(0xFF);
        return (first, last);
    }

    public static GroupingHash HashOf(ReadOnlySpan<byte> key) => GroupingHash.FromBytes(key[PrefixLength..]);

    private static void WritePrefix(Span<byte> bytes, ProjectId project, string key, string value)
    {
        Keys.Write(bytes, project.Value);
        var parts = new ByteWriter();
        parts.Bytes(Encoding.UTF8.GetBytes(key));
        parts.Bytes(Encoding.UTF8.GetBytes(value));
        SHA256.HashData(parts.Written).AsSpan(0, MarkLength).CopyTo(bytes[sizeof(long)..]);
    }
}
