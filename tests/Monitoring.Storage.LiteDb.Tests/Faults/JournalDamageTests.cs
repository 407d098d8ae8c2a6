using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A journal that was damaged: what was answered before the damage is there, what is lost is reported, and the store opens.</summary>
public sealed class JournalDamageTests
{
    private const int Appends = 12;

    private static readonly ProjectId Project = new(7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));
    private readonly List<(EventId Id, long End)> _appended = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Path => JournalFile.PathOf(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_changed_byte_loses_what_lies_from_there_on_and_is_reported(bool hasTail)
    {
        var length = (await FillAsync(hasTail)).Length(Path);
        for (var offset = (long)JournalFile.HeaderLength; offset < length; offset += Math.Max(1, length / 60))
        {
            var disk = await FillAsync(hasTail);
            disk.Damage(Path, offset);

            // Without a tail the last commit may be one that was not finished.
            var reports = hasTail || offset < _appended[^2].End;
            await AssertKeptAsync(disk, end: offset, isDegraded: reports);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_cut_short_keeps_what_is_whole_and_what_is_lost_is_reported(bool hasTail)
    {
        var length = (await FillAsync(hasTail)).Length(Path);
        for (var end = (long)JournalFile.HeaderLength; end < length; end += Math.Max(1, length / 40))
        {
            var disk = await FillAsync(hasTail);
            using (var file = disk.OpenWrite(Path))
            {
                file.Truncate(end);
            }

            await AssertKeptAsync(disk, end, isDegraded: hasTail);
        }
    }

    [Fact]
    public async Task Garbage_at_the_end_is_cut_off()
    {
        var disk = await FillAsync();
        var length = disk.Length(Path);
        using (var file = disk.OpenWrite(Path))
        {
            var garbage = new byte[10_000];
            new Random(3).NextBytes(garbage);
            file.Write(length, garbage);
        }

        await AssertKeptAsync(disk, length, isDegraded: false);
    }

    [Fact]
    public async Task Garbage_in_between_is_reported()
    {
        var disk = await FillAsync();
        using (var file = disk.OpenWrite(Path))
        {
            var garbage = new byte[64];
            new Random(3).NextBytes(garbage);
            file.Write(_appended[4].End, garbage);
        }

        await AssertKeptAsync(disk, _appended[4].End, isDegraded: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(20)]
    public async Task A_file_whose_head_is_damaged_is_kept_aside_and_reported(int offset)
    {
        var disk = await FillAsync();
        disk.Damage(Path, offset);

        await AssertKeptAsync(disk, end: 0, isDegraded: true);
        Assert.NotEmpty(disk.List(JournalRecovery.DamagedDirectory));
    }

    [Fact]
    public async Task A_foreign_file_is_kept_aside_and_reported()
    {
        var disk = await FillAsync();
        using (var file = disk.Create(JournalFile.PathOf(77)))
        {
            file.Write(0, "Somebody has put this text here, which is longer than a header."u8);
        }

        await AssertKeptAsync(disk, long.MaxValue, isDegraded: true);
    }

    [Fact]
    public async Task A_missing_file_is_reported()
    {
        var disk = new SimulatedDisk();
        await using (var store = new DiskStore(disk, _time))
        {
            await AppendAsync(store, disk);
            await store.AbandonAsync();
        }

        // The next run writes a file of its own.
        disk = disk.Restart(new Random(1));
        await using (var store = new DiskStore(disk, _time))
        {
            await AppendAsync(store, disk);
            await store.AbandonAsync();
        }

        disk = disk.Restart(new Random(1));
        disk.Delete(JournalFile.PathOf(1));
        await using var left = new DiskStore(disk, _time);

        var health = await left.Health.CheckAsync(Cancellation);

        Assert.Equal(StoreHealthStatus.Degraded, health.Status);
        Assert.Contains("lost", health.Description, StringComparison.Ordinal);
        Assert.Null(await left.Errors.GetEventAsync(Project, _appended[0].Id, Cancellation));
    }

    /// <summary>Appends one event after the other, and gives up the store as a killed process does.</summary>
    /// <param name="hasTail">Whether the disk has kept the tail, which is not flushed.</param>
    private async Task<SimulatedDisk> FillAsync(bool hasTail = true)
    {
        _appended.Clear();
        var disk = new SimulatedDisk();
        await using var store = new DiskStore(disk, _time);
        for (var i = 0; i < Appends; i++)
        {
            await AppendAsync(store, disk);
        }

        using (var tail = disk.OpenWrite(StoreTail.Name))
        {
            tail.Flush();
        }

        await store.AbandonAsync();
        var left = disk.Restart(new Random(1));
        if (!hasTail)
        {
            left.Delete(StoreTail.Name);
        }

        return left;
    }

    private async Task AppendAsync(DiskStore store, SimulatedDisk disk)
    {
        var random = new Random(_appended.Count);
        var appended = Some.Event(Project, random.Next(4), random, _time.GetUtcNow());
        await store.Errors.AppendAsync([appended], Cancellation);
        _appended.Add((appended.EventId, disk.Length(Path)));
    }

    private async Task AssertKeptAsync(SimulatedDisk disk, long end, bool isDegraded)
    {
        await using var store = new DiskStore(disk, _time);
        foreach (var (id, its) in _appended)
        {
            Assert.Equal(its <= end, await store.Errors.GetEventAsync(Project, id, Cancellation) is not null);
        }

        var health = await store.Health.CheckAsync(Cancellation);
        Assert.Equal(isDegraded ? StoreHealthStatus.Degraded : StoreHealthStatus.Healthy, health.Status);
        Assert.Equal(isDegraded, health.Description.Length > 0);

        // It goes on.
        await AppendAsync(store, disk);
        Assert.NotNull(await store.Errors.GetEventAsync(Project, _appended[^1].Id, Cancellation));
        _appended.RemoveAt(_appended.Count - 1);
    }
}
