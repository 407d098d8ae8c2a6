using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Codecs;

namespace Monitoring.Storage.Documents;

/// <summary>The cursors of queries and lists of documents.</summary>
internal static class DocumentCursors
{
    public static (IndexKey Key, string DocumentKey)? ReadQuery(DocumentQuery query)
    {
        if (Cursor.Read(query.Cursor, Scope(query)) is not { } place)
        {
            return null;
        }

        try
        {
            var reader = new ByteReader(place, "A cursor");
            return (IndexKey.FromBytes(reader.Bytes().ToArray()), OrdinalText.Decode(reader.Bytes()));
        }
        catch (Exception exception) when (exception is StoreDamagedException or FormatException or ArgumentException)
        {
            throw new InvalidCursorException();
        }
    }

    public static string WriteQuery(DocumentQuery query, IndexKey key, string documentKey)
    {
        var writer = new ByteWriter();
        writer.Bytes(key.Bytes.Span);
        writer.Bytes(OrdinalText.Encode(documentKey));
        return Cursor.Write(Scope(query), writer.Written);
    }

    public static string? ReadList(Partition partition, DocumentType type, string? cursor)
    {
        if (Cursor.Read(cursor, Scope(partition, type)) is not { } place)
        {
            return null;
        }

        try
        {
            return OrdinalText.Decode(place) is { Length: > 0 and <= DocumentStoreArguments.KeyLength } key ? key : throw new InvalidCursorException();
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }

    public static string WriteList(Partition partition, DocumentType type, string documentKey) => Cursor.Write(Scope(partition, type), OrdinalText.Encode(documentKey));

    private static string Scope(Partition partition, DocumentType type) => $"all documents {partition} {type.Name}";

    /// <summary>A cursor is good for one index, one direction and the same ranges.</summary>
    private static string Scope(DocumentQuery query)
    {
        var ranges = new StringBuilder();
        foreach (var range in query.Ranges)
        {
            ranges.Append(range.From).Append(' ').Append(range.To?.ToString() ?? "-").Append(' ');
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ranges.ToString())));
        return $"documents {query.Partition} {query.Type.Name} {query.Index} {query.Descending} {hash}";
    }
}
