using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Edges;

/// <summary>Many callers and much data, with which LiteDB runs out of transactions or lets its log grow; and pages that a disk has changed.</summary>
public sealed class LoadTests : IAsyncDisposable
{
    private static readonly Partition Here = Partition.Of(new ProjectId(7));

    private readonly SimulatedDisk _disk = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));
    private readonly DiskStore _store;

    public LoadTests() => _store = new DiskStore(_disk, _time, types: [Note.Type]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Hundreds_of_readers_and_writers_at_once_are_all_served()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Task.Run(
            async () =>
            {
                await PutAsync($"note {number % 50}", 3_000);
                var page = await _store.Documents.QueryAsync(new DocumentQuery { Partition = Here, Type = Note.Type, Index = Note.ByKey, Limit = 5 }, Cancellation);
                Assert.NotEmpty(page.Items);
            },
            Cancellation)));

        var all = await _store.Documents.QueryAsync(new DocumentQuery { Partition = Here, Type = Note.Type, Index = Note.ByKey }, Cancellation);
        Assert.Equal(50, all.Items.Length);
    }

    [Fact]
    public async Task The_log_stays_short_while_much_is_written_and_read()
    {
        var longest = 0L;
        for (var number = 0; number < 300; number++)
        {
            await PutAsync($"note {number % 20}", 200_000);
            await _store.Documents.GetAsync(Here, Note.Type, "note 1", Cancellation);
            longest = Math.Max(longest, _disk.Length(DatabaseFile.LogName));
        }

        Assert.InRange(longest, 1, LogKeeper.MaxBytes + (2 * LogKeeper.IdleBytes));
    }

    [Fact]
    public async Task A_changed_page_of_the_database_ends_in_a_refusal_and_in_nothing_worse()
    {
        for (var number = 0; number < 40; number++)
        {
            await PutAsync($"note {number}", 3_000);
        }

        await _store.DisposeAsync();
        var pages = _disk.Length(DatabaseFile.Name) / LoggedPage.PageLength;
        for (var page = 0L; page < pages; page += 3)
        {
            var disk = _disk.Restart(new Random(1));
            using (var file = disk.OpenWrite(DatabaseFile.Name))
            {
                file.Write((page * LoggedPage.PageLength) + 4, Enumerable.Repeat((byte)0xEE, 60).ToArray());
            }

            await using var store = new DiskStore(disk, _time, types: [Note.Type]);
            await UseAsync(store);
        }
    }

    private static async Task UseAsync(DiskStore store)
    {
        try
        {
            for (var number = 0; number < 40; number++)
            {
                await store.Documents.GetAsync(Here, Note.Type, $"note {number}", Cancellation);
                await store.Documents.QueryAsync(new DocumentQuery { Partition = Here, Type = Note.Type, Index = Note.ByKey }, Cancellation);
            }
        }
        catch (StorageUnavailableException refusal)
        {
            Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(StoreHealthStatus.Unhealthy, (await store.Health.CheckAsync(Cancellation)).Status);
        }
    }

    private async Task PutAsync(string key, int length) =>
        await _store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [Note.Type.Put(new Note { Key = key, Text = new string('n', length) })] }, Cancellation);
}
