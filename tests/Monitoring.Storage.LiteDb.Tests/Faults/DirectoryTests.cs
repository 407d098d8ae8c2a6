using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.TestData;
using Monitoring.Testing;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>Directories that cannot be used: the message says why, and nothing in them is touched.</summary>
public sealed class DirectoryTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");

    private string DatabasePath => Path.Combine(_directory.FullName, DatabaseFile.Name);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_directory_that_is_open_elsewhere_is_refused_and_the_lock_is_named()
    {
        await using var first = Open();
        await first.GetAsync(TestContext.Current.CancellationToken);

        var refusal = await RefusalAsync();

        Assert.Contains(FileLock.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"'{_directory.FullName}' is in use by process {Environment.ProcessId} (", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_holder_could_not_say_who_it_is_the_refusal_is_the_same()
    {
        await using var first = Open();
        await first.GetAsync(TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(_directory.FullName, LockHolder.Name));

        Assert.Contains($"'{_directory.FullName}' is in use: ", (await RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_system_that_is_mounted_read_only_is_refused_and_serves_again_when_it_can_be_written()
    {
        using var disk = SmallDisk.Mount(Path.Combine(_directory.FullName, "small"), "8m");
        await using (var before = Open(disk.Path))
        {
            await before.GetAsync(TestContext.Current.CancellationToken);
        }

        disk.Remount("ro");
        await using (var store = Open(disk.Path))
        {
            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.GetAsync(TestContext.Current.CancellationToken).AsTask());
            Assert.Contains(Path.Combine(disk.Path, FileLock.Name), refusal.Message, StringComparison.Ordinal);
            Assert.Contains("read-only", refusal.Message, StringComparison.OrdinalIgnoreCase);
        }

        disk.Remount("rw");
        await using var again = Open(disk.Path);
        await again.GetAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_directory_that_another_process_has_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "flock is part of util-linux: apt-get install util-linux");
        var path = Path.Combine(_directory.FullName, FileLock.Name);
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", [path, "-c", "echo locked; cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("locked", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        var refusal = await RefusalAsync();

        other.StandardInput.Close();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_may_not_be_written_is_refused_and_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a directory in which not even a privileged process may write.");
        await using var store = Open("/proc/self/monitoring-data");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.GetAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Contains("/proc/self/monitoring-data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_that_cannot_be_opened_is_not_said_to_be_in_use()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Symbolic links need a privilege elsewhere.");
        var path = Path.Combine(_directory.FullName, FileLock.Name);
        File.CreateSymbolicLink(path, path);

        var refusal = await RefusalAsync();

        Assert.DoesNotContain("in use", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("read-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_a_file_is_refused_and_named()
    {
        var path = Path.Combine(_directory.FullName, "file");
        await File.WriteAllTextAsync(path, "text", TestContext.Current.CancellationToken);
        await using var store = Open(path);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.GetAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(8192)]
    [InlineData(50_000)]
    public async Task A_foreign_database_is_refused_and_left_as_it_is(int length)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(DatabasePath, content, TestContext.Current.CancellationToken);

        var refusal = await RefusalAsync();

        Assert.Contains(DatabaseFile.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(DatabasePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_database_beside_its_blobs_is_refused_and_nothing_is_removed()
    {
        await using (var store = Open())
        {
            var write = new Storage.Blobs.BlobWrite { Id = new Storage.Blobs.BlobId(new ProjectId(7), new EntityId(new Guid(1, 0, 0, new byte[8]))), MaxLength = 10 };
            await new LiteDbBlobStore(store).WriteAsync(write, new MemoryStream([1, 2, 3]), TestContext.Current.CancellationToken);
        }

        File.Delete(DatabasePath);
        var left = Directory.GetFiles(_directory.FullName, "*", SearchOption.AllDirectories).Order();

        var refusal = await RefusalAsync();

        Assert.Contains("missing", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(left, Directory.GetFiles(_directory.FullName, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_store_that_was_closed_leaves_a_database_that_LiteDB_reads_and_an_empty_log()
    {
        await using (var store = Open())
        {
            var put = Note.Type.Put(new Note { Key = "key", Text = "text" });
            await new LiteDbDocumentStore(store).CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [put] }, TestContext.Current.CancellationToken);
        }

        using var database = new global::LiteDB.LiteDatabase($"Filename={DatabasePath};ReadOnly=true;Collation=/Ordinal");

        Assert.Equal(1, database.GetCollection(Collections.Documents).Count());
        Assert.Equal(0, new FileInfo(Path.Combine(_directory.FullName, DatabaseFile.LogName)).Length);
    }

    private LiteDbStore Open(string? path = null) =>
        new(OpenStore.Settings(new StoreSetup { Location = path ?? _directory.FullName, Time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60)), DocumentTypes = [Note.Type] }));

    private async Task<StorageUnavailableException> RefusalAsync()
    {
        await using var store = Open();
        return await Assert.ThrowsAsync<StorageUnavailableException>(() => store.GetAsync(TestContext.Current.CancellationToken).AsTask());
    }
}
