using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A probe tells and changes nothing, except that a store that was away is opened again although nobody but the probe calls.</summary>
public sealed class HealthTests
{
    private static readonly ProjectId Project = new(7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatedDisk _disk = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_probe_of_a_store_that_was_not_opened_makes_none()
    {
        await using var store = Open();

        var health = await new LiteDbHealth(store).CheckAsync(Cancellation);
        await Task.Delay(50, Cancellation);

        Assert.Equal(StoreHealthStatus.Unhealthy, health.Status);
        Assert.Contains("not been opened", health.Description, StringComparison.Ordinal);
        Assert.Equal(0, _disk.Operations);
    }

    [Fact]
    public async Task Probes_alone_open_a_store_again_that_was_away()
    {
        await using var store = Open();
        var health = new LiteDbHealth(store);
        await FaultAsync(store);
        Assert.Equal(StoreHealthStatus.Unhealthy, (await health.CheckAsync(Cancellation)).Status);
        _disk.Fails = null;

        Assert.True(await IsHealthyAsync(health));
    }

    [Fact]
    public async Task A_directory_that_vanished_is_not_made_anew_until_it_is_back()
    {
        await using var store = Open();
        var health = new LiteDbHealth(store);
        await FaultAsync(store);
        _disk.Fails = null;
        var gone = _disk.List("").ToDictionary(name => name, Take);

        Assert.False(await IsHealthyAsync(health, tries: 20));
        Assert.Contains(DatabaseFile.Name, (await health.CheckAsync(Cancellation)).Description, StringComparison.Ordinal);
        Assert.DoesNotContain(DatabaseFile.Name, _disk.List(""));

        foreach (var (name, content) in gone)
        {
            using var file = _disk.Create(name);
            file.Write(0, content);
        }

        Assert.True(await IsHealthyAsync(health));
    }

    private LiteDbStore Open() => new(new StoreSettings { Options = new LiteDbOptions(), Files = _disk, Time = _time, Logger = NullLogger.Instance });

    private async Task FaultAsync(LiteDbStore store)
    {
        await store.GetAsync(Cancellation);
        _disk.Fails = operation => operation == DiskOperation.Grow;
        var appended = Some.Event(Project, 1, new Random(1), _time.GetUtcNow());
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await new LiteDbErrorStore(store).AppendAsync([appended], Cancellation));
    }

    private async Task<bool> IsHealthyAsync(LiteDbHealth health, int tries = 1_000)
    {
        for (var i = 0; i < tries; i++)
        {
            if ((await health.CheckAsync(Cancellation)).Status == StoreHealthStatus.Healthy)
            {
                return true;
            }

            _time.Advance(TimeSpan.FromMinutes(2));
            await Task.Delay(10, Cancellation);
        }

        return false;
    }

    private byte[] Take(string name)
    {
        using var file = _disk.OpenRead(name);
        var content = new byte[file.Length];
        file.Read(0, content);
        _disk.Delete(name);
        return content;
    }
}
