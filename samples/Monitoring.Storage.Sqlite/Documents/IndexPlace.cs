using Monitoring.Storage.Documents;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Where a document stands in an index: its key there and, among equal keys, its own key.</summary>
internal readonly record struct IndexPlace(byte[] Key, byte[] DocumentKey) : IComparable<IndexPlace>
{
    /// <summary>Before all keys from this one on, and so after all below: no document has an empty key.</summary>
    public static IndexPlace Before(IndexKey? key) => new(key is { } from ? from.Bytes.ToArray() : AfterAll, []);

    /// <summary>Greater than every key, as none is so long.</summary>
    private static byte[] AfterAll { get; } = [.. Enumerable.Repeat(byte.MaxValue, IndexKey.MaxLength + 1)];

    public static IndexPlace Read(Cursor cursor) => new(Bytes(cursor.Place), Bytes(cursor.Name));

    /// <summary>Reads bytes of a cursor.</summary>
    public static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }

    public Cursor ToCursor() => new(Convert.ToHexString(Key), Convert.ToHexString(DocumentKey));

    public int CompareTo(IndexPlace other)
    {
        var keys = Key.AsSpan().SequenceCompareTo(other.Key);
        return keys != 0 ? keys : DocumentKey.AsSpan().SequenceCompareTo(other.DocumentKey);
    }
}
