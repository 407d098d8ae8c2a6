using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A fault inside of LiteDB, with a disk that does as it is told: writing stops, callers and health are told, and after a restart everything is there that was answered.</summary>
public sealed class EngineFaultTests
{
    private static readonly ProjectId Project = new(7);
    private static readonly Partition Here = Partition.Of(Project);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));
    private readonly SimulatedDisk _disk = new();
    private readonly Random _random = new(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_before_LiteDB_failed_inside_is_there_after_a_restart()
    {
        var events = new List<GroupedEvent>();
        await using (var store = new DiskStore(_disk, _time, types: [Note.Type]))
        {
            await CommitAsync(store, "before");
            await AppendAsync(store, events, 50);
            await store.PackAsync();
            await AppendAsync(store, events, 50);
            await store.SpoilPagesAsync();

            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => CommitAsync(store, "during"));

            Assert.Contains("non-shared", refusal.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsync(store, [], 1));
            Assert.Equal(StoreHealthStatus.Unhealthy, (await store.Health.CheckAsync(Cancellation)).Status);
        }

        await using var again = new DiskStore(_disk, _time, types: [Note.Type]);
        Assert.NotNull(await again.Documents.FindAsync(Here, Note.Type, "before", Cancellation));
        Assert.Null(await again.Documents.FindAsync(Here, Note.Type, "during", Cancellation));
        foreach (var appended in events)
        {
            Assert.NotNull(await again.Errors.GetEventAsync(Project, appended.EventId, Cancellation));
        }

        await AppendAsync(again, events, 50);
        await again.PackAsync();
        await CommitAsync(again, "after");
        Assert.Equal(StoreHealthStatus.Healthy, (await again.Health.CheckAsync(Cancellation)).Status);
    }

    private async Task AppendAsync(DiskStore store, List<GroupedEvent> events, int count)
    {
        var batch = Enumerable.Range(0, count).Select(_ => Some.Event(Project, _random.Next(20), _random, _time.GetUtcNow())).ToList();
        await store.Errors.AppendAsync([.. batch], Cancellation);
        events.AddRange(batch);
    }

    private static async Task CommitAsync(DiskStore store, string key) =>
        await store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [Note.Type.Put(new Note { Key = key, Text = new string('n', 5_000) })] }, Cancellation);
}
