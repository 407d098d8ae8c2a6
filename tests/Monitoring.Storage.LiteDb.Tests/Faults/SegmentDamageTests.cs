using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A packed event whose bytes were damaged: the read says so, the health report too, and everything else goes on.</summary>
public sealed class SegmentDamageTests
{
    private static readonly ProjectId Project = new(7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_of_damaged_bytes_is_refused_and_reported_and_the_store_goes_on()
    {
        var disk = new SimulatedDisk();
        var packed = Some.Event(Project, 1, new Random(1), _time.GetUtcNow());
        await using (var store = new DiskStore(disk, _time))
        {
            await store.Errors.AppendAsync([packed], Cancellation);
            await store.PackAsync();
        }

        var day = Assert.Single(disk.ListDirectories("segments"));
        var path = $"segments/{day}/{Assert.Single(disk.List($"segments/{day}"))}";
        disk.Damage(path, disk.Length(path) / 4);
        await using var damaged = new DiskStore(disk, _time);
        Assert.Equal(StoreHealthStatus.Healthy, (await damaged.Health.CheckAsync(Cancellation)).Status);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await damaged.Errors.GetEventAsync(Project, packed.EventId, Cancellation));
        var health = await damaged.Health.CheckAsync(Cancellation);

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(StoreHealthStatus.Degraded, health.Status);
        Assert.Contains(path, health.Description, StringComparison.Ordinal);
        var next = Some.Event(Project, 2, new Random(2), _time.GetUtcNow());
        await damaged.Errors.AppendAsync([next], Cancellation);
        Assert.NotNull(await damaged.Errors.GetEventAsync(Project, next.EventId, Cancellation));
    }
}
