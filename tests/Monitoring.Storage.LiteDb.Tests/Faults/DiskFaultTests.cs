using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A disk that is full or fails for a while: callers are told, nothing that was answered is lost, and the store recovers by itself.</summary>
public sealed class DiskFaultTests : IAsyncDisposable
{
    private static readonly ProjectId Project = new(7);
    private static readonly Partition Here = Partition.Of(Project);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));
    private readonly SimulatedDisk _disk = new();
    private readonly Random _random = new(1);
    private readonly DiskStore _store;

    public DiskFaultTests() => _store = new DiskStore(_disk, _time, types: [Note.Type]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(DiskOperation.Grow)]
    [InlineData(DiskOperation.Flush)]
    public async Task A_disk_that_takes_nothing_loses_nothing_and_recovers(object failing)
    {
        var appended = await AppendAsync();
        var note = await CommitAsync("before");
        var blob = await WriteAsync(1);
        _disk.Fails = operation => operation == (DiskOperation)failing;

        var refusals = new List<StorageUnavailableException>
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(AppendAsync),
            await Assert.ThrowsAsync<StorageUnavailableException>(() => CommitAsync("during")),
            await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(2)),
        };

        Assert.All(refusals, refusal => Assert.True(refusal.RetryAfter > TimeSpan.Zero));
        Assert.Contains(refusals, refusal => refusal.Message.Contains("No space left", StringComparison.Ordinal));
        Assert.Equal(StoreHealthStatus.Unhealthy, (await _store.Health.CheckAsync(Cancellation)).Status);
        _disk.Fails = null;
        await RecoverAsync();
        Assert.NotNull(await _store.Errors.GetEventAsync(Project, appended.EventId, Cancellation));
        Assert.NotNull(await _store.Documents.FindAsync(Here, Note.Type, note, Cancellation));
        Assert.NotNull(await _store.Blobs.FindAsync(blob, Cancellation));
        await AppendAsync();
        await CommitAsync("after");
        await WriteAsync(3);
        Assert.Equal(StoreHealthStatus.Healthy, (await _store.Health.CheckAsync(Cancellation)).Status);
    }

    [Theory]
    [InlineData(DiskOperation.Grow)]
    [InlineData(DiskOperation.Write)]
    [InlineData(DiskOperation.Flush)]
    [InlineData(DiskOperation.Read)]
    public async Task A_fault_at_any_moment_loses_nothing(object failing)
    {
        var events = new List<GroupedEvent>();
        var notes = new List<string>();
        for (var round = 0; round < 30; round++)
        {
            var left = _random.Next(40);
            _disk.Fails = operation => operation == (DiskOperation)failing && left-- <= 0;
            for (var i = 0; i < 6; i++)
            {
                await TryAsync(async () => events.Add(await AppendAsync()));
                await TryAsync(async () => notes.Add(await CommitAsync($"{round} {i}")));
                await TryAsync(_store.PackAsync);
            }

            _disk.Fails = null;
            await RecoverAsync();
        }

        foreach (var appended in events)
        {
            Assert.NotNull(await _store.Errors.GetEventAsync(Project, appended.EventId, Cancellation));
        }

        foreach (var note in notes)
        {
            Assert.NotNull(await _store.Documents.FindAsync(Here, Note.Type, note, Cancellation));
        }

        Assert.Equal(StoreHealthStatus.Healthy, (await _store.Health.CheckAsync(Cancellation)).Status);
    }

    [Fact]
    public async Task The_store_closes_on_a_full_disk_and_has_everything_when_it_opens_again()
    {
        var appended = await AppendAsync();
        _disk.Fails = operation => operation == DiskOperation.Grow;

        await _store.DisposeAsync();

        _disk.Fails = null;
        await using var again = new DiskStore(_disk, _time, types: [Note.Type]);
        Assert.NotNull(await again.Errors.GetEventAsync(Project, appended.EventId, Cancellation));
    }

    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (StorageUnavailableException)
        {
            // Told; that is all that is asked.
        }
    }

    private async Task RecoverAsync()
    {
        // The store tries again after a while; the first call may still meet the end of the last session.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _time.Advance(TimeSpan.FromMinutes(2));
            await TryAsync(async () => await _store.Documents.GetAsync(Here, Note.Type, "none", Cancellation));
        }
    }

    private async Task<GroupedEvent> AppendAsync()
    {
        var appended = Some.Event(Project, _random.Next(4), _random, _time.GetUtcNow());
        await _store.Errors.AppendAsync([appended], Cancellation);
        return appended;
    }

    private async Task<string> CommitAsync(string key)
    {
        await _store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [Note.Type.Put(new Note { Key = key, Text = new string('n', 5_000) })] }, Cancellation);
        return key;
    }

    private async Task<BlobId> WriteAsync(int number)
    {
        var id = new BlobId(Project, new EntityId(new Guid(number, 0, 0, new byte[8])));
        await _store.Blobs.WriteAsync(new BlobWrite { Id = id, MaxLength = 100_000 }, new MemoryStream(new byte[50_000]), Cancellation);
        return id;
    }
}
