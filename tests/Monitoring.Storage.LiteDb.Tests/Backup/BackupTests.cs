using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.TestData;

namespace Monitoring.Storage.LiteDb.Tests.Backup;

/// <summary>A backup that is made while the store is written has all that was answered before, and opens as a whole store.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Writers = 3;

    private static readonly ProjectId Kept = new(7);
    private static readonly ProjectId Evicted = new(8);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");
    private readonly ConcurrentDictionary<EventId, bool> _sent = new();
    private readonly ConcurrentQueue<EventId> _events = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentQueue<(BlobId Id, string Sha256)> _blobs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Source => Path.Combine(_directory.FullName, "store");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Whatever_was_answered_before_is_in_the_copy_while_others_write_pack_merge_and_evict()
    {
        await using var store = Open(Source);
        using var stopping = new CancellationTokenSource();
        var load = Enumerable.Range(0, Writers).Select(seed => Task.Run(() => WriteAsync(store, new Random(seed), stopping.Token), Cancellation)).Append(Task.Run(() => KeepAsync(store, stopping.Token), Cancellation)).ToArray();
        try
        {
            for (var number = 0; number < Scale.Count(6, 100); number++)
            {
                await Task.Delay(Random.Shared.Next(400), Cancellation);
                var answered = (Events: _events.ToArray(), Notes: _notes.ToArray(), Blobs: _blobs.ToArray());
                var copy = Path.Combine(_directory.FullName, $"backup {number}");

                var result = await new LiteDbBackup(store).BackupAsync(copy, Cancellation);

                Assert.Empty(result.Missing);
                var files = Directory.GetFiles(copy, "*", SearchOption.AllDirectories);
                Assert.Equal((files.Length, files.Sum(file => new FileInfo(file).Length)), (result.Files, result.Bytes));
                await AssertWholeAsync(copy, answered.Events, answered.Notes, answered.Blobs);
                Directory.Delete(copy, recursive: true);
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(load);
        }

        Assert.True(_events.Count > 100 && _notes.Count > 10 && _blobs.Count > 10, $"{_events.Count} events, {_notes.Count} notes, {_blobs.Count} blobs");
        await store.CloseAsync();

        // What was to be removed during a backup is removed after it.
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(Source, "journal")), path => new FileInfo(path).Length > JournalFile.HeaderLength);
        Assert.Empty(Directory.GetFiles(Path.Combine(Source, "blobs", "passage")));
        await AssertWholeAsync(Source, [.. _events], [.. _notes], [.. _blobs]);
    }

    [Fact]
    public async Task A_directory_with_something_in_it_or_inside_the_store_or_nowhere_is_refused()
    {
        await using var store = Open(Source);
        var backup = new LiteDbBackup(store);
        var taken = _directory.CreateSubdirectory("taken").FullName;
        await File.WriteAllTextAsync(Path.Combine(taken, "file"), "text", Cancellation);

        Assert.Contains("is there already", (await RefusalAsync(backup, taken)).Message, StringComparison.Ordinal);
        Assert.Contains("lies in the directory of the store", (await RefusalAsync(backup, Path.Combine(Source, "backup"))).Message, StringComparison.Ordinal);
        Assert.Contains("lies in the directory of the store", (await RefusalAsync(backup, Source)).Message, StringComparison.Ordinal);
        Assert.Contains("is not there", (await RefusalAsync(backup, Path.Combine(_directory.FullName, "no", "backup"))).Message, StringComparison.Ordinal);
        await backup.BackupAsync(Source + "-2", Cancellation);
    }

    [Fact]
    public async Task What_a_killed_backup_left_is_not_opened_and_the_next_one_replaces_it()
    {
        await using var store = Open(Source);
        await FillAsync(store, 20);
        var copy = Path.Combine(_directory.FullName, "copy");
        await new LiteDbBackup(store).BackupAsync(copy, Cancellation);
        var unfinished = copy + ".unfinished";
        Directory.Move(copy, unfinished);
        File.Delete(Path.Combine(unfinished, "monitoring.db"));
        await using (var half = Open(unfinished))
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => half.GetAsync(Cancellation).AsTask());
        }

        await new LiteDbBackup(store).BackupAsync(copy, Cancellation);

        Assert.False(Directory.Exists(unfinished));
        await AssertWholeAsync(copy, [.. _events], [.. _notes], [.. _blobs]);
    }

    [Fact]
    public async Task A_backup_that_is_given_up_leaves_nothing_and_holds_nothing_up()
    {
        await using var store = Open(Source);
        await FillAsync(store, 50);
        var copy = Path.Combine(_directory.FullName, "copy");
        using var canceled = new CancellationTokenSource();
        var backup = new LiteDbBackup(store).BackupAsync(copy, canceled.Token);
        await canceled.CancelAsync();

        try
        {
            await backup;
            Directory.Delete(copy, recursive: true);
        }
        catch (OperationCanceledException)
        {
            // In time.
        }

        Assert.Equal([Source], Directory.GetFileSystemEntries(_directory.FullName));
        await (await store.GetAsync(Cancellation)).Errors.PackAsync(Cancellation);
        Assert.Single(Directory.GetFiles(Path.Combine(Source, "journal")));
    }

    [Fact]
    public async Task A_full_disk_ends_the_backup_and_not_the_store()
    {
        using var disk = SmallDisk.Mount(Path.Combine(_directory.FullName, "small"), "1m");
        await using var store = Open(Source);
        await FillAsync(store, 300);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => new LiteDbBackup(store).BackupAsync(Path.Combine(disk.Path, "copy"), Cancellation));

        Assert.Contains("could not be made", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(disk.Path));
        await FillAsync(store, 1);
        Assert.Equal(StoreHealthStatus.Healthy, (await new LiteDbHealth(store).CheckAsync(Cancellation)).Status);
    }

    [Fact]
    public async Task A_segment_that_the_store_misses_is_named()
    {
        await using var store = Open(Source);
        await FillAsync(store, 20);
        await (await store.GetAsync(Cancellation)).Errors.PackAsync(Cancellation);
        var segment = Directory.GetFiles(Path.Combine(Source, "segments"), "*", SearchOption.AllDirectories)[0];
        File.Delete(segment);

        var result = await new LiteDbBackup(store).BackupAsync(Path.Combine(_directory.FullName, "copy"), Cancellation);

        Assert.Equal([Path.GetRelativePath(Source, segment).Replace('\\', '/')], result.Missing);
    }

    [Fact]
    public async Task A_store_that_closes_ends_its_backup()
    {
        var store = Open(Source);
        await FillAsync(store, 50);
        var backup = new LiteDbBackup(store).BackupAsync(Path.Combine(_directory.FullName, "copy"), Cancellation);

        await store.DisposeAsync();

        var ended = await Record.ExceptionAsync(() => backup);
        Assert.True(ended is null or StorageUnavailableException, ended?.ToString());
        Assert.Equal(ended is null, Directory.Exists(Path.Combine(_directory.FullName, "copy")));
        await AssertWholeAsync(Source, [.. _events], [.. _notes], [.. _blobs]);
    }

    private static Task<ArgumentException> RefusalAsync(LiteDbBackup backup, string directory) => Assert.ThrowsAsync<ArgumentException>(() => backup.BackupAsync(directory, Cancellation));

    private static LiteDbStore Open(string directory) => new(new StoreSettings
    {
        Options = new LiteDbOptions { Directory = directory, PackAfterBytes = 64 * 1024 },
        Files = new PhysicalFiles(directory),
        Types = [Note.Type],
        Logger = NullLogger.Instance,
    });

    private async Task FillAsync(LiteDbStore store, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await WriteOnceAsync(store, new Random(i));
        }
    }

    private async Task WriteAsync(LiteDbStore store, Random random, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await WriteOnceAsync(store, random);
        }
    }

    private async Task WriteOnceAsync(LiteDbStore store, Random random)
    {
        var now = TimeProvider.System.GetUtcNow();
        GroupedEvent[] events = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Some.Event(random.Next(3) == 0 ? Evicted : Kept, random.Next(20), random, now) with { EventId = EventId.Create(TimeProvider.System) })];
        Array.ForEach(events, appended => _sent.TryAdd(appended.EventId, true));
        await new LiteDbErrorStore(store).AppendAsync([.. events], CancellationToken.None);
        Array.ForEach(events, appended => _events.Enqueue(appended.EventId));
        var key = Guid.NewGuid().ToString();
        await new LiteDbDocumentStore(store).CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(new Note { Key = key, Text = new string('n', random.Next(3_000)) })] });
        _notes.Enqueue(key);
        var content = new byte[random.Next(20_000)];
        random.NextBytes(content);
        var id = new BlobId(Kept, EntityId.Create(TimeProvider.System));
        await new LiteDbBlobStore(store).WriteAsync(new BlobWrite { Id = id, MaxLength = content.Length }, new MemoryStream(content));
        if (random.Next(3) == 0)
        {
            await new LiteDbBlobStore(store).DeleteAsync(id);
        }
        else
        {
            _blobs.Enqueue((id, Convert.ToHexStringLower(SHA256.HashData(content))));
        }
    }

    /// <summary>Packs, and takes payloads of a project away.</summary>
    private static async Task KeepAsync(LiteDbStore store, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var now = TimeProvider.System.GetUtcNow();
            await new LiteDbErrorStore(store).ApplyRetentionAsync(new RetentionRule { ProjectId = Evicted, EventsBefore = now.AddDays(-9), PayloadBytes = 100_000, At = now }, CancellationToken.None);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task AssertWholeAsync(string directory, EventId[] events, string[] notes, (BlobId Id, string Sha256)[] blobs)
    {
        await using var store = Open(directory);
        var errors = new LiteDbErrorStore(store);
        foreach (var id in events)
        {
            var stored = await errors.GetEventAsync(Kept, id, Cancellation) ?? await errors.GetEventAsync(Evicted, id, Cancellation);
            Assert.True(stored is not null, $"Event {id} is not in '{directory}'.");
        }

        foreach (var key in notes)
        {
            Assert.NotNull(await new LiteDbDocumentStore(store).GetAsync(Partition.Host, Note.Type, key, Cancellation));
        }

        foreach (var (id, sha256) in blobs)
        {
            await using var content = await new LiteDbBlobStore(store).OpenReadAsync(id, Cancellation);
            Assert.Equal(sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(content!, Cancellation)));
        }

        foreach (var project in new[] { Kept, Evicted })
        {
            Assert.Equal(await CountAsync(errors, project), await ListAsync(errors, project));
        }

        var health = await new LiteDbHealth(store).CheckAsync(Cancellation);
        Assert.True(health.Status == StoreHealthStatus.Healthy, health.Description);
    }

    private static async Task<long> CountAsync(LiteDbErrorStore errors, ProjectId project) =>
        (await errors.SearchIssuesAsync(new IssueQuery { ProjectId = project, Limit = 100 }, Cancellation)).Items.Sum(issue => issue.Count);

    /// <summary>How many events the issues list; each is one that was sent.</summary>
    private async Task<long> ListAsync(LiteDbErrorStore errors, ProjectId project)
    {
        var ids = new HashSet<EventId>();
        var count = 0L;
        foreach (var issue in (await errors.SearchIssuesAsync(new IssueQuery { ProjectId = project, Limit = 100 }, Cancellation)).Items)
        {
            string? cursor = null;
            do
            {
                var page = await errors.ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = 100, Cursor = cursor }, Cancellation);
                Assert.All(page.Items, listed => Assert.True(_sent.ContainsKey(listed.Event.EventId) && ids.Add(listed.Event.EventId)));
                count += page.Items.Length;
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        return count;
    }
}
