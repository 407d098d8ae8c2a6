using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>
/// Reads the documents of a type, of all partitions, a few at a time: there may be more than memory has room for. Those
/// that were read may be written again meanwhile.
/// </summary>
internal static class DocumentPages
{
    /// <summary>The most documents at once; each has up to 8 MiB.</summary>
    public const int Size = 16;

    public static IEnumerable<List<DocumentBody>> Read(DatabaseFile database, int type)
    {
        var (from, last) = DocumentKeys.Type(type);
        while (true)
        {
            var page = database.Range(Collections.Documents, "_id", from, last, Size).ConvertAll(DocumentBody.Read);
            if (page.Count > 0)
            {
                yield return page;
            }

            if (page.Count < Size)
            {
                yield break;
            }

            // The smallest key after the last one.
            from = [.. page[^1].Key, 0];
        }
    }
}
