using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.TestData;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A real file system without room: what is refused says so, what was answered is there, and the store goes on by itself when there is room again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly ProjectId Project = new(7);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");
    private readonly Random _random = new(1);
    private readonly List<EventId> _events = [];
    private readonly List<string> _notes = [];
    private readonly List<BlobId> _blobs = [];
    private readonly List<StorageUnavailableException> _refusals = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Nothing_answered_is_lost_however_often_the_disk_fills_up_and_is_freed()
    {
        using var disk = SmallDisk.Mount(Path.Combine(_directory.FullName, "small"), "24m");
        await using var store = Open(disk.Path);
        await UseAsync(store, 20);
        for (var round = 0; round < Scale.Count(4, 40); round++)
        {
            _refusals.Clear();
            var ballast = disk.Fill();
            await UseUntilRefusedAsync(store);
            await UseAsync(store, 5);

            Assert.All(_refusals, refusal => Assert.True(refusal.RetryAfter > TimeSpan.Zero));
            Assert.Contains(_refusals, refusal => refusal.Message.Contains("space", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(StoreHealthStatus.Unhealthy, (await new LiteDbHealth(store).CheckAsync(Cancellation)).Status);

            File.Delete(ballast);
            await Eventually.ReadAsync(async () => (await new LiteDbHealth(store).CheckAsync(Cancellation)).Status, status => status == StoreHealthStatus.Healthy);
            _refusals.Clear();
            await UseAsync(store, 5);
            Assert.Empty(_refusals);
            await AssertThereAsync(store);
        }

        await store.CloseAsync();
        await using var again = Open(disk.Path);
        await AssertThereAsync(again);
    }

    private static LiteDbStore Open(string directory) => new(new StoreSettings
    {
        Options = new LiteDbOptions { Directory = directory, PackAfterBytes = 64 * 1024 },
        Files = new PhysicalFiles(directory),
        Types = [Note.Type],
        Logger = NullLogger.Instance,
    });

    private async Task UseUntilRefusedAsync(LiteDbStore store)
    {
        for (var i = 0; _refusals.Count == 0; i++)
        {
            Assert.True(i < 10_000, "A full disk takes everything.");
            await UseAsync(store, 1);
        }
    }

    private async Task UseAsync(LiteDbStore store, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await TryAsync(async () =>
            {
                var appended = Some.Event(Project, _random.Next(5), _random, TimeProvider.System.GetUtcNow());
                await new LiteDbErrorStore(store).AppendAsync([appended], Cancellation);
                _events.Add(appended.EventId);
            });
            await TryAsync(async () =>
            {
                var key = $"note {_random.Next()}";
                await new LiteDbDocumentStore(store).CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(new Note { Key = key, Text = new string('n', 500) })] }, Cancellation);
                _notes.Add(key);
            });
            await TryAsync(async () =>
            {
                var id = new BlobId(Project, EntityId.Create(TimeProvider.System));
                await new LiteDbBlobStore(store).WriteAsync(new BlobWrite { Id = id, MaxLength = 3_000 }, new MemoryStream(new byte[3_000]), Cancellation);
                _blobs.Add(id);
            });
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (StorageUnavailableException refusal)
        {
            _refusals.Add(refusal);
        }
    }

    private async Task AssertThereAsync(LiteDbStore store)
    {
        foreach (var id in _events)
        {
            Assert.NotNull(await new LiteDbErrorStore(store).GetEventAsync(Project, id, Cancellation));
        }

        foreach (var key in _notes)
        {
            Assert.NotNull(await new LiteDbDocumentStore(store).GetAsync(Partition.Host, Note.Type, key, Cancellation));
        }

        foreach (var id in _blobs)
        {
            await using var content = await new LiteDbBlobStore(store).OpenReadAsync(id, Cancellation);
            Assert.Equal(3_000, content!.Length);
        }
    }
}
