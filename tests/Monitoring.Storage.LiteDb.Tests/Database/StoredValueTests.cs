using System.IO.Compression;
using LiteDB;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Tests.Formats;

namespace Monitoring.Storage.LiteDb.Tests.Database;

/// <summary>
/// What the database is given: names of fields that this package chose, and numbers and bytes that LiteDB keeps and compares
/// as they are. No dates, which it cuts to milliseconds, no fractions, no text of strangers, no nesting but its own.
/// </summary>
public sealed class StoredValueTests : IDisposable
{
    private static readonly HashSet<BsonType> Allowed = [BsonType.Int32, BsonType.Int64, BsonType.Binary, BsonType.Array, BsonType.Document];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Values_are_numbers_and_bytes_under_short_names()
    {
        await ZipFile.ExtractToDirectoryAsync(Golden.Open("store-1.zip"), _directory.FullName, TestContext.Current.CancellationToken);
        using var database = DatabaseFile.Open(new Files.PhysicalFiles(_directory.FullName));
        var count = 0;
        foreach (var collection in Collections.All)
        {
            foreach (var document in database.All(collection))
            {
                // Names of single values are ours, and texts.
                Check(collection, document, document["_id"].IsString ? "_id" : "", depth: 0);
                count++;
            }
        }

        Assert.True(count > 20);
    }

    private static void Check(string collection, BsonDocument document, string except, int depth)
    {
        Assert.InRange(depth, 0, 2);
        foreach (var (name, value) in document.Where(field => field.Key != except))
        {
            Assert.InRange(name.Length, 1, 3);
            Assert.True(Allowed.Contains(value.Type), $"{collection} has a {value.Type} in '{name}'.");
            foreach (var nested in value.IsArray ? value.AsArray.Where(item => item.IsDocument) : value.IsDocument ? [value] : [])
            {
                Check(collection, nested.AsDocument, "", depth + 1);
            }
        }
    }
}
