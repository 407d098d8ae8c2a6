using System.Buffers.Binary;
using System.Text;
using LiteDB;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// A checksum in each document that has more than an id, over its fields in any order: LiteDB's pages have none. Documents of earlier versions have none either, and are taken as they are.
/// </summary>
internal static class DocumentChecksum
{
    private const string Field = "crc";

    public static void Put(BsonDocument document)
    {
        if (document.Count > 1)
        {
            document[Field] = Compute(document);
        }
    }

    /// <summary>Whether the document is what was written, as far as can be told.</summary>
    public static bool IsRight(BsonDocument document) => !document.TryGetValue(Field, out var checksum) || (checksum.IsInt32 && checksum.AsInt32 == Compute(document));

    /// <summary>Refuses what is not what was written. A damaged document of a host has a way of its own: it is shown and can be deleted.</summary>
    /// <exception cref="StoreDamagedException">That is so.</exception>
    public static BsonDocument Check(string collection, BsonDocument document) => collection == Collections.Documents || IsRight(document)
        ? document
        : throw new StoreDamagedException($"A document of '{collection}' in '{DatabaseFile.Name}' does not hold what was written: its checksum differs.");

    private static int Compute(BsonDocument document)
    {
        var sum = 0;

        // LiteDB gives an interface, whose enumerator is an object.
        foreach (var (name, value) in (Dictionary<string, BsonValue>)document.RawValue)
        {
            if (name != Field)
            {
                sum = unchecked(sum + (int)Compute(name, value));
            }
        }

        return sum;
    }

    private static uint Compute(string name, BsonValue value)
    {
        // Names are this package's own, and short.
        Span<byte> field = stackalloc byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        field = field[..Encoding.UTF8.GetBytes(name, field)];
        switch (value.Type)
        {
            case BsonType.Binary:
                return Checksum.Compute(field, value.AsBinary);
            case BsonType.Int32 or BsonType.Int64:
                Span<byte> number = stackalloc byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(number, value.AsInt64);
                return Checksum.Compute(field, number);
            default:
                // Few: names of single values, and lists of a document's entries in indexes.
                return Checksum.Compute(field, Encoding.UTF8.GetBytes(value.ToString()));
        }
    }
}
