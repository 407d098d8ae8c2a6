using LiteDB;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Tests.Database;

public sealed class CollectionTests
{
    [Fact]
    public async Task A_collection_can_be_read_while_its_first_document_is_written()
    {
        for (var round = 0; round < 20; round++)
        {
            var directory = Directory.CreateTempSubdirectory("monitoring-litedb-");
            try
            {
                using var database = DatabaseFile.Open(new PhysicalFiles(directory.FullName));
                using var stop = new CancellationTokenSource();
                var reading = Task.Run(
                    () =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            database.Find(Collections.Hashes, 1L);
                        }
                    },
                    TestContext.Current.CancellationToken);

                for (var id = 0L; id < 5; id++)
                {
                    database.Write(() => database.Put(Collections.Hashes, new BsonDocument { ["_id"] = id }));
                }

                await stop.CancelAsync();
                await reading;
                Assert.NotNull(database.Find(Collections.Hashes, 1L));
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }
    }
}
