using System.Buffers.Binary;
using System.Security.Cryptography;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>
/// The keys of documents, timers and leases as bytes. Texts are written as UTF-16 with the greater byte first: it sorts
/// as ordinal comparison does, keeps every text apart from every other, and 255 characters take 510 bytes.
/// </summary>
internal static class DocumentKeys
{
    public const int MarkLength = 16;

    /// <summary>Type, partition, key: the documents of a type lie together.</summary>
    public static byte[] Document(int type, Partition partition, string key)
    {
        var bytes = new byte[sizeof(int) + sizeof(long) + (2 * key.Length)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, type);
        Keys.Write(bytes.AsSpan(sizeof(int)), partition.Value);
        WriteText(bytes.AsSpan(sizeof(int) + sizeof(long)), key);
        return bytes;
    }

    /// <summary>The first and the last key that a document of a type can have.</summary>
    public static (byte[] First, byte[] Last) Type(int type)
    {
        var first = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(first, type);
        return (first, [.. first, .. Enumerable.Repeat(byte.MaxValue, sizeof(long) + 1)]);
    }

    /// <summary>The first and the last key that a document of a type can have in a partition, after one of them or from the beginning.</summary>
    public static (byte[] First, byte[] Last) Within(int type, Partition partition, string? after)
    {
        var all = Document(type, partition, "");
        return (after is null ? all : [.. Document(type, partition, after), 0], [.. all, .. Enumerable.Repeat(byte.MaxValue, (2 * DocumentStoreArguments.KeyLength) + 1)]);
    }

    public static (Partition Partition, string Key) ReadDocument(ReadOnlySpan<byte> id)
    {
        var partition = Keys.Read(id[sizeof(int)..]);
        return (partition == 0 ? Partition.Host : Partition.Of(new ProjectId(partition)), ReadText(id[(sizeof(int) + sizeof(long))..]));
    }

    public static byte[] Timer(Partition partition, TimerKey timer)
    {
        var bytes = new byte[sizeof(long) + MarkLength + (2 * timer.Key.Length)];
        Keys.Write(bytes, partition.Value);
        Mark(timer.Kind).CopyTo(bytes.AsSpan(sizeof(long)));
        WriteText(bytes.AsSpan(sizeof(long) + MarkLength), timer.Key);
        return bytes;
    }

    /// <summary>The order in which due timers of a kind are claimed: the longest due first, then by partition and key.</summary>
    public static byte[] Due(TimerKey timer, long dueAt, Partition partition) => [.. DueFrom(timer.Kind, dueAt), .. Number(partition.Value), .. Text(timer.Key)];

    /// <summary>The place before all timers of a kind that are due at an instant or later.</summary>
    public static byte[] DueFrom(string kind, long dueAt) => [.. Mark(kind), .. Number(dueAt)];

    public static byte[] Text(string text)
    {
        var bytes = new byte[2 * text.Length];
        WriteText(bytes, text);
        return bytes;
    }

    public static string ReadText(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length / 2, bytes, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)BinaryPrimitives.ReadUInt16BigEndian(source[(2 * i)..]);
        }
    });

    // Not by an encoding, which would make one text of all lone surrogates.
    private static void WriteText(Span<byte> destination, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[(2 * i)..], text[i]);
        }
    }

    private static byte[] Mark(string kind) => SHA256.HashData(Text(kind))[..MarkLength];

    private static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        Keys.Write(bytes, value);
        return bytes;
    }
}
