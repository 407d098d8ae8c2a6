using LiteDB;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Tests.Database;

public sealed class CollectionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");

    private string DatabasePath => Path.Combine(_directory.FullName, DatabaseFile.Name);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void All_collections_are_there_before_anybody_reads()
    {
        // A reader that meets a collection in the making stops the engine; so none may be made later.
        DatabaseFile.Open(new PhysicalFiles(_directory.FullName)).Dispose();

        Assert.Equal(Collections.All.Order(), CollectionsOf(DatabasePath));
    }

    [Fact]
    public void The_tags_of_the_first_format_go_and_earlier_versions_refuse_the_file()
    {
        DatabaseFile.Open(new PhysicalFiles(_directory.FullName)).Dispose();
        using (var earlier = new LiteDatabase($"Filename={DatabasePath};Collation=/Ordinal"))
        {
            earlier.GetCollection(Collections.Meta).Upsert(new BsonDocument { ["_id"] = "format", ["v"] = 1 });
            earlier.GetCollection("tags").Insert(Enumerable.Range(0, 20_000).Select(number => new BsonDocument { ["_id"] = BitConverter.GetBytes(number * 7_919L) }));
        }

        // The second time there is nothing left to do.
        DatabaseFile.Open(new PhysicalFiles(_directory.FullName)).Dispose();
        DatabaseFile.Open(new PhysicalFiles(_directory.FullName)).Dispose();

        Assert.Equal(Collections.All.Order(), CollectionsOf(DatabasePath));
        using var database = new LiteDatabase($"Filename={DatabasePath};ReadOnly=true;Collation=/Ordinal");
        Assert.Equal(2, database.GetCollection(Collections.Meta).FindById("format")["v"].AsInt32);
    }

    [Fact]
    public void Names_are_few_and_short_enough_for_LiteDB()
    {
        Assert.InRange(Collections.All.Length, 1, 100);
        Assert.All(Collections.All, name => Assert.InRange(name.Length, 1, 32));
    }

    [Fact]
    public void A_file_with_another_collation_is_refused()
    {
        using (var other = new LiteDatabase($"Filename={DatabasePath};Collation=en-US/IgnoreCase"))
        {
            other.GetCollection("documents").Insert(new BsonDocument());
        }

        var refusal = Assert.Throws<StoreDamagedException>(() => DatabaseFile.Open(new PhysicalFiles(_directory.FullName)));

        Assert.Contains("collation", refusal.Message, StringComparison.Ordinal);
    }

    private static IOrderedEnumerable<string> CollectionsOf(string path)
    {
        using var database = new LiteDatabase($"Filename={path};ReadOnly=true;Collation=/Ordinal");
        return database.GetCollectionNames().ToList().Order();
    }
}
