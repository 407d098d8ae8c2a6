using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Segments;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>
/// A segment file that is missing or damaged: the store opens and goes on without what cannot be read, says so, deletes
/// nothing, and counts nothing twice that it can still recognise.
/// </summary>
public sealed class SegmentLossTests
{
    private static readonly ProjectId Project = new(7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly List<GroupedEvent> _first = [];
    private readonly List<GroupedEvent> _second = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_segment_is_told_and_the_others_are_served_and_it_comes_back_with_its_file()
    {
        var (disk, path) = await FillAsync();
        var content = Read(disk, path);
        disk.Delete(path);
        await using (var store = new DiskStore(disk, _time))
        {
            var health = await store.Health.CheckAsync(Cancellation);
            Assert.Equal(StoreHealthStatus.Degraded, health.Status);
            Assert.Contains($"'{path}', a segment of {_first.Count} events that were received on 2031-03-04, is missing", health.Description, StringComparison.Ordinal);
            Assert.Contains("put these files back from a backup", health.Description, StringComparison.Ordinal);
            Assert.Equal(1, health.Figures["damaged_places"]);
            Assert.Equal((0, _second.Count), await FindAsync(store));
            Assert.Equal(_second.Select(appended => appended.EventId).Order(), (await ListAsync(store)).Order());
            Assert.Equal(_first.Count + _second.Count, await CountAsync(store));

            // It goes on, also with merging: eight segments of a day become one.
            for (var i = 0; i < 10; i++)
            {
                _second.Add(await AppendAsync(store, 100 + i));
                await store.PackAsync();
            }

            Assert.Equal((0, _second.Count), await FindAsync(store));
        }

        using (var restored = disk.Create(path))
        {
            restored.Write(0, content);
        }

        await using var again = new DiskStore(disk, _time);
        Assert.Equal(StoreHealthStatus.Healthy, (await again.Health.CheckAsync(Cancellation)).Status);
        Assert.Equal((_first.Count, _second.Count), await FindAsync(again));
        Assert.Equal(_first.Count + _second.Count, (await ListAsync(again)).Count);
    }

    [Fact]
    public async Task A_segment_that_vanishes_while_the_store_is_open_is_named_with_the_remedy()
    {
        var (disk, path) = await FillAsync();
        await using var store = new DiskStore(disk, _time);
        Assert.Equal((_first.Count, _second.Count), await FindAsync(store));
        disk.Delete(path);
        await store.CloseSegmentsAsync();

        Assert.Equal((0, _second.Count), await FindAsync(store));

        var health = await store.Health.CheckAsync(Cancellation);
        Assert.Equal(StoreHealthStatus.Degraded, health.Status);
        Assert.Contains(path, health.Description, StringComparison.Ordinal);
        await AppendAsync(store, 200);
    }

    [Fact]
    public async Task A_damaged_footer_loses_nothing_and_is_written_anew()
    {
        var (disk, path) = await FillAsync();
        disk.Damage(path, disk.Length(path) - 20);
        await using (var store = new DiskStore(disk, _time))
        {
            var health = await store.Health.CheckAsync(Cancellation);
            Assert.Equal(StoreHealthStatus.Degraded, health.Status);
            Assert.Contains(path, health.Description, StringComparison.Ordinal);
            Assert.Contains("found again", health.Description, StringComparison.Ordinal);
            Assert.Equal((_first.Count, _second.Count), await FindAsync(store));
            Assert.Equal(EventAppendOutcome.Duplicate, (await store.Errors.AppendAsync([_first[1]], Cancellation))[0].Outcome);
            await AppendAsync(store, 200);
            await store.PackAsync();
            Assert.False(disk.Exists(path));
        }

        await using var again = new DiskStore(disk, _time);
        Assert.Equal(StoreHealthStatus.Healthy, (await again.Health.CheckAsync(Cancellation)).Status);
        Assert.Equal((_first.Count, _second.Count), await FindAsync(again));
    }

    [Fact]
    public async Task A_changed_byte_anywhere_keeps_the_store_going_and_every_event_known()
    {
        var length = (await FillAsync()).Disk.Length((await FillAsync()).Path);
        for (var offset = 0L; offset < length; offset += Math.Max(1, length / Scale.Count(60, 1_000)))
        {
            var (disk, path) = await FillAsync();
            disk.Damage(path, offset);
            await using var store = new DiskStore(disk, _time);

            var (first, second) = await FindAsync(store);

            Assert.Equal(_second.Count, second);
            Assert.True(offset < BlocksEnd(disk, path) || first == _first.Count, $"A byte of the tables was changed, at {offset}.");
            var listed = await ListAsync(store);
            Assert.Empty(_second.Select(appended => appended.EventId).Except(listed));
            Assert.Equal(listed.Count, listed.Distinct().Count());
            foreach (var outcome in await store.Errors.AppendAsync([.. _first, .. _second], Cancellation))
            {
                Assert.Equal(EventAppendOutcome.Duplicate, outcome.Outcome);
            }

            Assert.Equal(_first.Count + _second.Count, await CountAsync(store));
            for (var i = 0; i < 9; i++)
            {
                await AppendAsync(store, 100 + i);
                await store.PackAsync();
            }

            Assert.Equal((first, second), await FindAsync(store));
            var status = (await store.Health.CheckAsync(Cancellation)).Status;
            Assert.Equal(StoreHealthStatus.Degraded, status);
        }
    }

    [Fact]
    public async Task A_changed_byte_in_the_table_of_blocks_loses_nothing_and_the_table_is_written_anew()
    {
        for (var offset = 0; offset < SegmentBlock.EntryLength; offset++)
        {
            var (disk, path) = await FillAsync();
            disk.Damage(path, BlocksEnd(disk, path) + offset);
            await using var store = new DiskStore(disk, _time);

            Assert.Equal((_first.Count, _second.Count), await FindAsync(store));
            await AppendAsync(store, 200);
            await store.PackAsync();
            Assert.False(disk.Exists(path));
        }
    }

    [Fact]
    public async Task A_segment_that_was_cut_short_gives_what_is_left()
    {
        var length = (await FillAsync()).Disk.Length((await FillAsync()).Path);
        foreach (var end in new[] { 0, 10, length / 4, length / 2, length - 100, length - 1 })
        {
            var (disk, path) = await FillAsync();
            var blocksEnd = BlocksEnd(disk, path);
            using (var file = disk.OpenWrite(path))
            {
                file.Truncate(end);
            }

            await using var store = new DiskStore(disk, _time);

            var (first, second) = await FindAsync(store);

            Assert.Equal(_second.Count, second);
            Assert.Equal(end >= blocksEnd ? _first.Count : first, first);
            var health = await store.Health.CheckAsync(Cancellation);
            Assert.Equal(StoreHealthStatus.Degraded, health.Status);
            Assert.Contains(path, health.Description, StringComparison.Ordinal);
            Assert.True(disk.Exists(path));
        }
    }

    [Fact]
    public async Task Another_segment_in_its_place_is_not_taken_for_it()
    {
        var (disk, path) = await FillAsync();
        var other = disk.List("segments/2031-03-04").Select(name => $"segments/2031-03-04/{name}").Single(other => other != path);
        var content = Read(disk, other);
        using (var file = disk.OpenWrite(path))
        {
            file.Truncate(0);
            file.Write(0, content);
        }

        await using var store = new DiskStore(disk, _time);

        Assert.Equal((0, _second.Count), await FindAsync(store));
        Assert.Equal(_second.Count, (await ListAsync(store)).Count);
        Assert.Equal(StoreHealthStatus.Degraded, (await store.Health.CheckAsync(Cancellation)).Status);
    }

    [Fact]
    public async Task Retention_goes_on_beside_a_missing_and_a_damaged_segment()
    {
        var (disk, path) = await FillAsync();
        disk.Delete(path);
        await using var store = new DiskStore(disk, _time);
        _time.Advance(TimeSpan.FromDays(5));

        var result = await store.Errors.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = _time.GetUtcNow().AddDays(-1), At = _time.GetUtcNow() }, Cancellation);

        Assert.Equal(_second.Count, result.Events);
        await AppendAsync(store, 200);
        await store.PackAsync();
        await store.DisposeAsync();
        await using var again = new DiskStore(disk, _time);
        Assert.Equal(StoreHealthStatus.Healthy, (await again.Health.CheckAsync(Cancellation)).Status);
    }

    /// <summary>Two packed segments, and nothing in the journal.</summary>
    private async Task<(SimulatedDisk Disk, string Path)> FillAsync()
    {
        _first.Clear();
        _second.Clear();
        var disk = new SimulatedDisk();
        await using var store = new DiskStore(disk, _time);
        for (var i = 0; i < 20; i++)
        {
            _first.Add(await AppendAsync(store, i));
        }

        await store.PackAsync();
        var path = $"segments/2031-03-04/{Assert.Single(disk.List("segments/2031-03-04"))}";
        for (var i = 0; i < 15; i++)
        {
            _second.Add(await AppendAsync(store, 40 + i));
        }

        await store.PackAsync();
        return (disk, path);
    }

    private async Task<GroupedEvent> AppendAsync(DiskStore store, int number)
    {
        var random = new Random(number);
        var appended = Some.Event(Project, number % 2, random, _time.GetUtcNow()) with { Hashes = [Some.Hash(number % 2)] };
        Assert.NotEqual(EventAppendOutcome.Duplicate, (await store.Errors.AppendAsync([appended], Cancellation))[0].Outcome);
        return appended;
    }

    private async Task<(int First, int Second)> FindAsync(DiskStore store) => (await FindAsync(store, _first), await FindAsync(store, _second));

    private static async Task<int> FindAsync(DiskStore store, List<GroupedEvent> events)
    {
        var found = 0;
        foreach (var appended in events)
        {
            try
            {
                var stored = await store.Errors.GetEventAsync(Project, appended.EventId, Cancellation);
                Assert.Equal(appended.Payload.ToArray(), stored?.Event.Payload.ToArray() ?? appended.Payload.ToArray());
                found += stored is null ? 0 : 1;
            }
            catch (StorageUnavailableException refusal)
            {
                Assert.Contains("segments/", refusal.Message, StringComparison.Ordinal);
            }
        }

        return found;
    }

    private static async Task<List<EventId>> ListAsync(DiskStore store)
    {
        var listed = new List<EventId>();
        foreach (var issue in (await store.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation)).Items)
        {
            string? cursor = null;
            do
            {
                var page = await store.Errors.ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = 4, Cursor = cursor }, Cancellation);
                listed.AddRange(page.Items.Select(item => item.Event.EventId));
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        return listed;
    }

    private static async Task<long> CountAsync(DiskStore store) =>
        (await store.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation)).Items.Sum(issue => issue.Count);

    private static byte[] Read(SimulatedDisk disk, string path)
    {
        using var file = disk.OpenRead(path);
        var content = new byte[file.Length];
        file.Read(0, content);
        return content;
    }

    private static long BlocksEnd(SimulatedDisk disk, string path) =>
        SegmentFooter.Read(Read(disk, path).AsSpan()[^SegmentFooter.Length..]) is { } footer ? footer.Offset : 0;
}
