using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.TestData;

namespace Monitoring.Storage.LiteDb.Tests.Faults;

/// <summary>
/// Bytes that change, sectors that become zero, and files that are cut short, in every kind of file of a store that was killed: what was answered is answered, or refused with words that name a file and a remedy, or reported as lost
/// where health says that something is. Nothing is answered that was not written, nothing hangs, and the process lives.
/// </summary>
public sealed class RandomDamageTests : IDisposable
{
    private static readonly ProjectId Project = new(7);

    // Opening and all calls take a second together.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");
    private readonly Dictionary<EventId, GroupedEvent> _events = [];
    private readonly Dictionary<string, string> _notes = [];
    private readonly Dictionary<BlobId, string> _blobs = [];

    public static TheoryData<string> Kinds => ["monitoring.db", "monitoring-log.db", "monitoring.state", "monitoring.tail", "journal", "segments", "blobs"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Source => Path.Combine(_directory.FullName, "killed");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Damage_is_told_and_never_answered_wrong(string kind)
    {
        await MakeKilledAsync();
        var told = 0;
        for (var seed = 0; seed < Scale.Count(15, 1_000); seed++)
        {
            var damaged = Path.Combine(_directory.FullName, $"damaged {seed}");
            Copy(Source, damaged);
            var what = Damage(damaged, kind, new Random(seed));

            var (lost, refusals, health) = await UseAsync(damaged).WaitAsync(Patience, Cancellation);

            var where = $"seed {seed}: {what}";
            Assert.All(refusals, refusal => Assert.True(TellsWhatToDo(refusal), $"{where}: {refusal}"));
            Assert.True(lost.Count == 0 || health.Status != StoreHealthStatus.Healthy, $"{where}: {string.Join(", ", lost.Take(3))} are lost, and health says nothing");
            told += health.Status == StoreHealthStatus.Healthy ? 0 : 1;
            Directory.Delete(damaged, recursive: true);
        }

        Assert.True(told > 0 || kind is "monitoring.tail" or "monitoring.state", "No damage of what others need was noticed.");
    }

    private static bool TellsWhatToDo(string refusal) => new[] { "restore", "Restore", "put an empty file", "Put it back", "lost" }.Any(remedy => refusal.Contains(remedy, StringComparison.Ordinal));

    private static LiteDbStore Open(string directory) => new(new StoreSettings
    {
        Options = new LiteDbOptions { Directory = directory, PackAfterBytes = 64 * 1024 },
        Files = new PhysicalFiles(directory),
        Types = [Note.Type],
        Logger = NullLogger.Instance,
    });

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private static string Damage(string directory, string kind, Random random)
    {
        var path = Path.Combine(directory, kind);
        string[] paths = File.Exists(path) ? [path] : [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        path = paths[random.Next(paths.Length)];
        var bytes = File.ReadAllBytes(path);
        var at = random.Next(bytes.Length);
        string what;
        switch (random.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                what = $"a bit at {at}";
                break;
            case 1:
                at = at / 512 * 512;
                bytes.AsSpan(at, Math.Min(512, bytes.Length - at)).Clear();
                what = $"a sector of zeros at {at}";
                break;
            case 2:
                at = at / 4096 * 4096;
                random.NextBytes(bytes.AsSpan(at, Math.Min(4096, bytes.Length - at)));
                what = $"a page of noise at {at}";
                break;
            default:
                bytes = bytes[..at];
                what = $"cut off at {at}";
                break;
        }

        File.WriteAllBytes(path, bytes);
        return $"'{Path.GetRelativePath(directory, path)}', {what}";
    }

    /// <summary>Leaves a store as a killed process does, with something in every kind of file.</summary>
    private async Task MakeKilledAsync()
    {
        var random = new Random(1);
        var open = Path.Combine(_directory.FullName, "open");
        await using var store = Open(open);
        for (var i = 0; i < 60; i++)
        {
            var appended = Some.Event(Project, random.Next(6), random, TimeProvider.System.GetUtcNow());
            await new LiteDbErrorStore(store).AppendAsync([appended], Cancellation);
            _events.Add(appended.EventId, appended);
            var note = new Note { Key = $"note {i}", Text = $"text {random.Next()}" };
            await new LiteDbDocumentStore(store).CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(note)] }, Cancellation);
            _notes.Add(note.Key, note.Text);
            if (i % 10 == 0)
            {
                var content = new byte[3_000];
                random.NextBytes(content);
                var id = new BlobId(Project, EntityId.Create(TimeProvider.System));
                await new LiteDbBlobStore(store).WriteAsync(new BlobWrite { Id = id, MaxLength = content.Length }, new MemoryStream(content), Cancellation);
                _blobs.Add(id, Convert.ToHexStringLower(SHA256.HashData(content)));
            }

            if (i == 40)
            {
                await (await store.GetAsync(Cancellation)).Errors.PackAsync(Cancellation);
            }
        }

        // A backup is what a killed process leaves.
        await new LiteDbBackup(store).BackupAsync(Source, Cancellation);
        Assert.All(Kinds, kind => Assert.True(File.Exists(Path.Combine(Source, kind)) ? new FileInfo(Path.Combine(Source, kind)).Length > 0 : Directory.GetFiles(Path.Combine(Source, kind), "*", SearchOption.AllDirectories).Length > 0));
    }

    /// <summary>Reads all, writes a little, reads again.</summary>
    private async Task<(List<string> Lost, ImmutableArray<string> Refusals, StoreHealth Health)> UseAsync(string directory)
    {
        await using var store = Open(directory);
        var lost = new List<string>();
        var refusals = new HashSet<string>();
        await ReadAsync(store, lost, refusals);
        await TryAsync(refusals, async () =>
        {
            var appended = Some.Event(Project, 1, new Random(2), TimeProvider.System.GetUtcNow());
            await new LiteDbErrorStore(store).AppendAsync([appended], Cancellation);
            await (await store.GetAsync(Cancellation)).Errors.PackAsync(Cancellation);
            Assert.NotNull(await new LiteDbErrorStore(store).GetEventAsync(Project, appended.EventId, Cancellation));
        });
        await TryAsync(refusals, async () => await new LiteDbErrorStore(store).AppendAsync([.. _events.Values], Cancellation));
        return (lost, [.. refusals], await new LiteDbHealth(store).CheckAsync(Cancellation));
    }

    private async Task ReadAsync(LiteDbStore store, List<string> lost, HashSet<string> refusals)
    {
        foreach (var (id, appended) in _events)
        {
            await TryAsync(refusals, async () =>
            {
                var stored = await new LiteDbErrorStore(store).GetEventAsync(Project, id, Cancellation);
                Check(lost, $"event {id}", stored is null, () => stored!.Event.Payload.Span.SequenceEqual(appended.Payload.Span) && stored.Event.Title == appended.Title && stored.Event.Hashes[0] == appended.Hashes[0]);
            });
        }

        foreach (var (key, text) in _notes)
        {
            await TryAsync(refusals, async () =>
            {
                var note = await new LiteDbDocumentStore(store).FindAsync(Partition.Host, Note.Type, key, Cancellation);
                Check(lost, key, note is null, () => note!.Value.Text == text);
            });
        }

        foreach (var (id, sha256) in _blobs)
        {
            await TryAsync(refusals, async () =>
            {
                await using var content = await new LiteDbBlobStore(store).OpenReadAsync(id, Cancellation);
                var read = content is null ? "" : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Cancellation));
                Check(lost, $"blob {id}", content is null, () => read == sha256);
            });
        }

        await TryAsync(refusals, async () =>
        {
            foreach (var issue in (await new LiteDbErrorStore(store).SearchIssuesAsync(new IssueQuery { ProjectId = Project }, Cancellation)).Items)
            {
                var page = await new LiteDbErrorStore(store).ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = 100 }, Cancellation);
                Assert.All(page.Items, listed => Assert.True(_events.ContainsKey(listed.Event.EventId)));
            }
        });
    }

    private static void Check(List<string> lost, string what, bool isLost, Func<bool> isRight)
    {
        if (isLost)
        {
            lost.Add(what);
        }
        else
        {
            Assert.True(isRight(), $"{what} is answered wrong");
        }
    }

    private static async Task TryAsync(HashSet<string> refusals, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (StorageUnavailableException refusal)
        {
            refusals.Add(refusal.Message);
        }
        catch (DamagedDocumentException)
        {
            // It says so itself, and can be deleted.
        }
    }
}
