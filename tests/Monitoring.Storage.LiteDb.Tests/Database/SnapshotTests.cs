using LiteDB;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.TestData;

namespace Monitoring.Storage.LiteDb.Tests.Database;

/// <summary>What LiteDB does not promise: that a transaction reads several collections in one state.</summary>
public sealed class SnapshotTests : IDisposable
{
    private static readonly string[] Read = [Collections.Index, Collections.Documents];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");
    private readonly DatabaseFile _database;

    public SnapshotTests()
    {
        _database = DatabaseFile.Open(new PhysicalFiles(_directory.FullName));
        Write(0);
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void A_commit_between_two_reads_is_seen_by_neither()
    {
        var seen = _database.Snapshot(Read, () =>
        {
            var before = ValueIn(Collections.Index);
            RunElsewhere(() => Write(1));
            return (before, ValueIn(Collections.Documents));
        });

        Assert.Equal((0, 0), seen);
        Assert.Equal(1, _database.Snapshot(Read, () => ValueIn(Collections.Documents)));
    }

    [Fact]
    public void LiteDB_alone_reads_each_collection_as_it_is_when_it_is_first_read()
    {
        var seen = _database.Snapshot([], () =>
        {
            var before = ValueIn(Collections.Index);
            RunElsewhere(() => Write(1));
            return (before, ValueIn(Collections.Documents));
        });

        Assert.Equal((0, 1), seen);
    }

    [Fact]
    public async Task Commits_and_reads_that_meet_see_one_state()
    {
        var writing = Task.Factory.StartNew(
            () =>
            {
                for (var value = 1; value <= Scale.Count(300, 20_000); value++)
                {
                    Write(value);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        do
        {
            var (index, document) = _database.Snapshot(Read, () => (ValueIn(Collections.Index), ValueIn(Collections.Documents)));
            Assert.Equal(index, document);
        }
        while (!writing.IsCompleted);

        await writing;
    }

    private static void RunElsewhere(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    private int ValueIn(string collection) => _database.Find(collection, "one")!["v"].AsInt32;

    private void Write(int value) => _database.Write(() =>
    {
        foreach (var collection in Read)
        {
            _database.Put(collection, new BsonDocument { ["_id"] = "one", ["v"] = value });
        }
    });
}
