using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Hosting;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>A disk, or a whole machine, that stands still amid a checkpoint for longer than LiteDB waits for a lock.</summary>
public sealed class StalledDiskTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Calls_wait_for_it_and_are_answered()
    {
        var files = new StallingFiles(new PhysicalFiles(_directory.FullName));
        await using var store = new LiteDbStore(new StoreSettings
        {
            Options = new LiteDbOptions { Directory = _directory.FullName },
            Files = files,
            Types = [Note.Type],
            Logger = NullLogger.Instance,
        });
        var documents = new LiteDbDocumentStore(store);
        await PutAsync(documents, "note", 10);
        files.Stalls = TimeSpan.FromSeconds(22);

        // As much as makes the log be moved.
        await PutAsync(documents, "large", (int)LogKeeper.IdleBytes);
        await files.Stalled.Task.WaitAsync(Cancellation);

        Assert.NotNull(await documents.GetAsync(Partition.Host, Note.Type, "note", Cancellation));
    }

    private static async Task PutAsync(LiteDbDocumentStore documents, string key, int length) =>
        await documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(new Note { Key = key, Text = new string('n', length) })] }, Cancellation);

    /// <summary>The real files, of which one write of the database takes long.</summary>
    private sealed class StallingFiles(IStoreFiles files) : ForwardingFiles(files)
    {
        public TimeSpan Stalls { get; set; }

        public TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override void BeforeWrite(string path)
        {
            if (path == DatabaseFile.Name && Stalls > TimeSpan.Zero && Stalled.TrySetResult())
            {
                Thread.Sleep(Stalls);
            }
        }
    }
}
