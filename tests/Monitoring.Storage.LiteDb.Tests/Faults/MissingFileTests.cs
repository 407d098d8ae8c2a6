using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>
/// Files that are taken away from a store that was killed: it is never taken for one that had nothing in them. What can
/// be put back is waited for; what is given up is told, and its ids are not given again.
/// </summary>
public sealed class MissingFileTests
{
    private static readonly ProjectId Project = new(7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(20, 500))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_its_journal_the_store_does_not_open_until_it_is_put_back()
    {
        var (disk, events) = await KilledAsync();
        var path = Assert.Single(disk.List(JournalFile.Directory));
        var content = Take(disk, $"{JournalFile.Directory}/{path}");
        await using (var store = new DiskStore(disk, _time))
        {
            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await AppendAsync(store, 9));
            Assert.Contains($"'{JournalFile.Directory}/{path}' is missing", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Put it back", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(StoreHealthStatus.Unhealthy, (await store.Health.CheckAsync(Cancellation)).Status);
        }

        Put(disk, $"{JournalFile.Directory}/{path}", content);
        await using var again = new DiskStore(disk, _time);
        foreach (var appended in events)
        {
            Assert.NotNull(await again.Errors.GetEventAsync(Project, appended.EventId, Cancellation));
        }

        Assert.Equal(StoreHealthStatus.Healthy, (await again.Health.CheckAsync(Cancellation)).Status);
    }

    [Fact]
    public async Task An_empty_file_in_place_of_the_journal_gives_it_up_and_no_id_is_given_twice()
    {
        var (disk, events) = await KilledAsync();
        var path = $"{JournalFile.Directory}/{Assert.Single(disk.List(JournalFile.Directory))}";
        Take(disk, path);
        Put(disk, path, []);
        for (var round = 0; round < 2; round++)
        {
            await using var store = new DiskStore(disk, _time);
            if (round == 0)
            {
                var health = await store.Health.CheckAsync(Cancellation);
                Assert.Equal(StoreHealthStatus.Degraded, health.Status);
                Assert.Contains("what it held is lost", health.Description, StringComparison.Ordinal);
                await store.AbandonAsync();
                disk = disk.Restart(new Random(1));
                continue;
            }

            Assert.Null(await store.Errors.GetEventAsync(Project, events[0].EventId, Cancellation));
            var issue = (await AppendAsync(store, 9)).IssueId;
            Assert.True(issue.Value > events.Count, $"Issue {issue} may have been another one.");
            var transition = Assert.Single(await store.Errors.ReadTransitionsAsync(0, 10, Cancellation));
            Assert.True(transition.Position > 10 * events.Count);
        }
    }

    [Fact]
    public async Task Without_the_log_of_the_database_the_store_does_not_open()
    {
        var (disk, _) = await KilledAsync(packs: true);
        var content = Take(disk, DatabaseFile.LogName);
        Assert.NotEmpty(content);
        await using (var store = new DiskStore(disk, _time))
        {
            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await AppendAsync(store, 9));
            Assert.Contains($"'{DatabaseFile.LogName}' is missing", refusal.Message, StringComparison.Ordinal);
        }

        Put(disk, DatabaseFile.LogName, content);
        await using var again = new DiskStore(disk, _time, types: [Note.Type]);
        Assert.NotNull(await again.Documents.FindAsync(Partition.Host, Note.Type, "key", Cancellation));
        Assert.Equal(StoreHealthStatus.Healthy, (await again.Health.CheckAsync(Cancellation)).Status);
    }

    [Fact]
    public async Task A_store_that_was_closed_needs_neither_journal_nor_log()
    {
        var disk = new SimulatedDisk();
        await using (var store = new DiskStore(disk, _time))
        {
            await AppendAsync(store, 1);
        }

        foreach (var path in disk.List(JournalFile.Directory))
        {
            disk.Delete($"{JournalFile.Directory}/{path}");
        }

        disk.Delete(DatabaseFile.LogName);
        await using (var store = new DiskStore(disk, _time))
        {
            Assert.Equal(StoreHealthStatus.Healthy, (await store.Health.CheckAsync(Cancellation)).Status);
            await AppendAsync(store, 2);
            await store.AbandonAsync();
        }

        // From then on they are needed again.
        disk = disk.Restart(new Random(1));
        disk.Delete(DatabaseFile.LogName);
        await using var again = new DiskStore(disk, _time);
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await AppendAsync(again, 3));
    }

    [Fact]
    public async Task A_missing_database_beside_nothing_but_its_journal_is_refused()
    {
        var (disk, _) = await KilledAsync();
        disk.Delete(DatabaseFile.Name);
        await using var store = new DiskStore(disk, _time);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await AppendAsync(store, 9));

        Assert.Contains($"'{DatabaseFile.Name}' is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_before_one_that_holds_nothing_yet_is_told()
    {
        var (disk, _) = await KilledAsync();
        var path = $"{JournalFile.Directory}/{Assert.Single(disk.List(JournalFile.Directory))}";
        await using (var store = new DiskStore(disk, _time))
        {
            await store.Health.CheckAsync(Cancellation);
            await store.AbandonAsync();
        }

        disk = disk.Restart(new Random(1));
        disk.Delete(path);
        await using var again = new DiskStore(disk, _time);

        var health = await again.Health.CheckAsync(Cancellation);

        Assert.Equal(StoreHealthStatus.Degraded, health.Status);
        Assert.Contains("a file of it is missing", health.Description, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Without_a_file_in_the_middle_everything_else_is_there_and_goes_on(int seed)
    {
        var random = new Random(seed);
        var disk = new SimulatedDisk();
        var number = 0;
        for (var run = 0; run < 4; run++)
        {
            await using var store = new DiskStore(disk, _time, new LiteDbOptions { PackAfterBytes = 64 * 1024 * 1024, PackAfter = TimeSpan.FromDays(1) });
            for (var i = 0; i < random.Next(4, 40); i++)
            {
                await ErrorStep.Make(random, number++, _time).TryAsync(store.Errors);
            }

            if (random.Next(4) == 0)
            {
                await store.PackAsync();
                await ErrorStep.Make(random, number++, _time).TryAsync(store.Errors);
            }

            await store.AbandonAsync();
            disk = disk.Restart(random);
        }

        // The store may pack at any moment; what it needed is told by a copy from which nothing is taken.
        string before;
        await using (var whole = new DiskStore(disk.Restart(random), _time))
        {
            before = await Snapshot.OfAsync(whole.Errors, Project);
        }

        var files = disk.List(JournalFile.Directory).SkipLast(1).ToList();
        if (files.Count > 0)
        {
            disk.Delete($"{JournalFile.Directory}/{files[random.Next(files.Count)]}");
        }

        for (var round = 0; round < 2; round++)
        {
            await using var store = new DiskStore(disk, _time);
            var isTold = (await store.Health.CheckAsync(Cancellation)).Status == StoreHealthStatus.Degraded;
            var seen = await Snapshot.OfAsync(store.Errors, Project);
            Assert.Equal(isTold ? seen : before, seen);
            Assert.True(round == 0 || !isTold);
            await AssertCountedAsync(store);
            for (var i = 0; i < 30; i++)
            {
                Assert.True(await ErrorStep.Make(random, number++, _time).TryAsync(store.Errors));
            }

            await store.PackAsync();
            await AssertCountedAsync(store);
            before = await Snapshot.OfAsync(store.Errors, Project);
        }
    }

    /// <summary>Each issue lists no more events than it has counted, and no event is in two of them.</summary>
    private static async Task AssertCountedAsync(DiskStore store)
    {
        var seen = new HashSet<EventId>();
        foreach (var issue in (await store.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation)).Items)
        {
            string? cursor = null;
            var listed = 0L;
            do
            {
                var page = await store.Errors.ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = 100, Cursor = cursor }, Cancellation);
                Assert.All(page.Items, item => Assert.True(seen.Add(item.Event.EventId)));
                listed += page.Items.Length;
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.InRange(listed, 0, issue.Count);
        }
    }

    /// <summary>A store with unpacked events and a commit in the log of its database, killed.</summary>
    private async Task<(SimulatedDisk Disk, List<GroupedEvent> Events)> KilledAsync(bool packs = false)
    {
        var disk = new SimulatedDisk();
        var events = new List<GroupedEvent>();
        await using var store = new DiskStore(disk, _time, types: [Note.Type]);
        for (var i = 0; i < 5; i++)
        {
            events.Add(Some.Event(Project, i, new Random(i), _time.GetUtcNow()));
            await store.Errors.AppendAsync([events[^1]], Cancellation);
        }

        if (packs)
        {
            await store.PackAsync();
        }

        await store.Documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(new Note { Key = "key", Text = "text" })] }, Cancellation);
        await store.AbandonAsync();
        return (disk.Restart(new Random(1)), events);
    }

    private async Task<EventAppendResult> AppendAsync(DiskStore store, int number) =>
        (await store.Errors.AppendAsync([Some.Event(Project, number, new Random(number), _time.GetUtcNow())], Cancellation))[0];

    private static byte[] Take(SimulatedDisk disk, string path)
    {
        using var file = disk.OpenRead(path);
        var content = new byte[file.Length];
        file.Read(0, content);
        disk.Delete(path);
        return content;
    }

    private static void Put(SimulatedDisk disk, string path, byte[] content)
    {
        using var file = disk.Create(path);
        file.Write(0, content);
        file.Flush();
        disk.FlushDirectory(Path.GetDirectoryName(path)!);
    }
}
