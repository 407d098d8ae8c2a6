using LiteDB;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Database;

/// <summary>
/// LiteDB's cache frees pages of which it has seen that nobody reads them, and does not notice when somebody begins to meanwhile. With a cache of a few pages that happens within seconds, which otherwise takes hours.
/// </summary>
public sealed class PageCacheTests
{
    private const int Documents = 2_000;
    private const int Readers = 12;

    [Fact]
    public async Task Reads_beside_writes_get_what_was_written_however_small_the_cache_is()
    {
        using var database = DatabaseFile.Open(new SimulatedDisk());
        new PageCache(database).Shrink();
        var random = new Random();
        for (var id = 0; id < Documents; id += 100)
        {
            Write(database, Enumerable.Range(id, 100), value: 0);
        }

        using var ending = new CancellationTokenSource(TimeSpan.FromSeconds(Scale.Count(4, 120)));
        var reading = Enumerable.Range(0, Readers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (!ending.IsCancellationRequested)
                {
                    var first = Random.Shared.Next(Documents);
                    var last = first + Random.Shared.Next(2) * Random.Shared.Next(100);
                    var found = database.Range(Collections.Documents, "_id", first, last).ConvertAll(document => document["_id"].AsInt32);
                    Assert.Equal(Enumerable.Range(first, Math.Min(last + 1, Documents) - first), found);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToList();
        for (var value = 1; !ending.IsCancellationRequested; value++)
        {
            Write(database, Enumerable.Range(0, 20).Select(_ => random.Next(Documents)), value);
        }

        await Task.WhenAll(reading);
    }

    private static void Write(DatabaseFile database, IEnumerable<int> ids, int value) => database.Write(() =>
    {
        foreach (var id in ids)
        {
            database.Put(Collections.Documents, new BsonDocument { ["_id"] = id, ["v"] = value, ["text"] = new string('x', 1_000) });
        }
    });
}
