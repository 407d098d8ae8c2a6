using System.Buffers.Binary;
using System.Security.Cryptography;
using LiteDB;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>A key of a document in an index, and the bytes under which the database keeps it.</summary>
/// <remarks>
/// The bytes are index, partition, index key, document key. The index key is written in groups of eight bytes, each
/// followed by how many of them count, so that no key runs into what follows it. Bytes over the limit of the database
/// are cut off and a hash stands for them; entries that share the rest are sorted when they are read.
/// </remarks>
internal readonly record struct IndexEntry(IndexKey Key, string DocumentKey) : IComparable<IndexEntry>
{
    /// <summary>Up to this length the bytes alone give the order.</summary>
    public const int SortedLength = Keys.MaxLength - HashLength - 1;

    private const int HashLength = 16;
    private const int Group = 8;
    private const int PrefixLength = sizeof(int) + sizeof(long);
    private const string Id = "_id";
    private const string KeyField = "k";
    private const string DocumentField = "d";

    public int CompareTo(IndexEntry other)
    {
        var order = Key.CompareTo(other.Key);
        return order != 0 ? order : string.CompareOrdinal(DocumentKey, other.DocumentKey);
    }

    public byte[] ToId(int index, Partition partition) => Cut(Full(index, partition));

    public BsonDocument ToDocument(int index, Partition partition)
    {
        var full = Full(index, partition);
        var document = new BsonDocument { [Id] = Cut(full) };
        if (full.Length > Keys.MaxLength)
        {
            document[KeyField] = Key.Bytes.ToArray();
            document[DocumentField] = DocumentKeys.Text(DocumentKey);
        }

        return document;
    }

    public static IndexEntry Read(BsonDocument document)
    {
        if (document.TryGetValue(KeyField, out var key))
        {
            return new IndexEntry(IndexKey.FromBytes(key.AsBinary), DocumentKeys.ReadText(document[DocumentField].AsBinary));
        }

        var bytes = document[Id].AsBinary.AsSpan(PrefixLength);
        var read = new byte[bytes.Length];
        var length = 0;
        int count;
        do
        {
            bytes[..Group].CopyTo(read.AsSpan(length));
            count = bytes[Group];
            length += Math.Min(count, Group);
            bytes = bytes[(Group + 1)..];
        }
        while (count > Group);

        return new IndexEntry(IndexKey.FromBytes(read.AsMemory(0, length)), DocumentKeys.ReadText(bytes));
    }

    /// <summary>The least bytes that an entry at or after a key can have.</summary>
    public static byte[] Lowest(int index, Partition partition, IndexKey from)
    {
        var bytes = new List<byte>(Prefix(index, partition));
        Append(bytes, from);
        return [.. bytes.Take(SortedLength)];
    }

    /// <summary>No entry before a key has greater bytes; without a key none of the partition has.</summary>
    public static byte[] Highest(int index, Partition partition, IndexKey? to)
    {
        var bytes = new List<byte>(Prefix(index, partition));
        if (to is { } key)
        {
            Append(bytes, key);
            if (bytes.Count <= SortedLength)
            {
                return [.. bytes];
            }
        }

        return [.. bytes.Take(SortedLength), .. Enumerable.Repeat(byte.MaxValue, Keys.MaxLength - Math.Min(bytes.Count, SortedLength))];
    }

    /// <summary>The first and the last bytes that an entry of an index can have, in whatever partition.</summary>
    public static (byte[] First, byte[] Last) All(int index)
    {
        var first = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(first, index);
        return (first, [.. first, .. Enumerable.Repeat(byte.MaxValue, sizeof(long) + 1)]);
    }

    private static byte[] Cut(byte[] full) => full.Length <= Keys.MaxLength
        ? full
        : [.. full.AsSpan(0, SortedLength), byte.MaxValue, .. SHA256.HashData(full).AsSpan(0, HashLength)];

    private static byte[] Prefix(int index, Partition partition)
    {
        var bytes = new byte[PrefixLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, index);
        Keys.Write(bytes.AsSpan(sizeof(int)), partition.Value);
        return bytes;
    }

    private static void Append(List<byte> bytes, IndexKey key)
    {
        var rest = key.Bytes.Span;
        do
        {
            var group = rest[..Math.Min(rest.Length, Group)];
            bytes.AddRange(group);
            bytes.AddRange(new byte[Group - group.Length]);
            rest = rest[group.Length..];

            // More than a group's length says that another group follows.
            bytes.Add((byte)(rest.IsEmpty ? group.Length : Group + 1));
        }
        while (!rest.IsEmpty);
    }

    private byte[] Full(int index, Partition partition)
    {
        var bytes = new List<byte>(Prefix(index, partition));
        Append(bytes, Key);
        bytes.AddRange(DocumentKeys.Text(DocumentKey));
        return [.. bytes];
    }
}
