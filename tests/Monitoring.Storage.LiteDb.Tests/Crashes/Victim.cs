using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Hosting;

namespace Monitoring.Storage.LiteDb.Tests.Crashes;

/// <summary>The process that is killed: uses all stores at once, and notes in a file what it sends and what it is answered.</summary>
public sealed class Victim
{
    /// <summary>Names the directory.</summary>
    internal const string Variable = "MONITORING_VICTIM";

    /// <summary>Names the point at which it kills itself.</summary>
    internal const string PointVariable = "MONITORING_VICTIM_POINT";

    /// <summary>How many issues there are.</summary>
    internal const int Hashes = 20;

    private readonly Lock _lock = new();
    private readonly string _directory = Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <summary>Whose events are kept.</summary>
    internal static ProjectId Kept { get; } = new(7);

    /// <summary>Whose payloads go.</summary>
    internal static ProjectId Evicted { get; } = new(8);

    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        Assert.True(_directory.Length > 0, $"{nameof(KillTests)} starts this.");
        var point = Environment.GetEnvironmentVariable(PointVariable) is { Length: > 0 } text ? KillPoint.Parse(text) : null;
        await using var notes = new StreamWriter(Path.Combine(_directory, "notes"), append: true) { AutoFlush = true };
        await using var store = Open(Path.Combine(_directory, "store"), point);
        await Task.WhenAll(AppendAsync(store, notes), AppendAsync(store, notes), CommitAsync(store, notes), KeepAsync(store), BackUpAsync(store));
    }

    internal static LiteDbStore Open(string directory, KillPoint? point = null) => new(new StoreSettings
    {
        Options = new LiteDbOptions { Directory = directory, PackAfterBytes = 64 * 1024 },
        Files = new KillingFiles(new PhysicalFiles(directory), point),
        Types = [Tests.Note.Type],
        Logger = NullLogger.Instance,
    });

    private async Task AppendAsync(LiteDbStore store, StreamWriter notes)
    {
        await Task.Yield();
        while (true)
        {
            var now = TimeProvider.System.GetUtcNow();
            var events = Enumerable.Range(0, Random.Shared.Next(1, 8))
                .Select(_ => Some.Event(Random.Shared.Next(3) == 0 ? Evicted : Kept, Random.Shared.Next(Hashes), Random.Shared, now) with { EventId = EventId.Create(TimeProvider.System) })
                .ToImmutableArray();
            Note(notes, "sent", events.Select(sent => $"{sent.ProjectId} {sent.EventId}"));
            await new LiteDbErrorStore(store).AppendAsync(events, CancellationToken.None);
            Note(notes, "event", events.Select(sent => $"{sent.ProjectId} {sent.EventId}"));
        }
    }

    private async Task CommitAsync(LiteDbStore store, StreamWriter notes)
    {
        await Task.Yield();
        while (true)
        {
            var id = EntityId.Create(TimeProvider.System);
            var put = Tests.Note.Type.Put(new Note { Key = $"{id}", Text = new string('n', Random.Shared.Next(2_000)) });
            var signal = new SignalEntry { Id = id, Type = "noted", AggregateId = $"{id}", OccurredAt = TimeProvider.System.GetUtcNow(), Body = default };
            await new LiteDbDocumentStore(store).CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [put], Signals = [signal] }, CancellationToken.None);
            Note(notes, "note", [$"{id}"]);
            var content = new byte[Random.Shared.Next(10_000)];
            Random.Shared.NextBytes(content);
            await new LiteDbBlobStore(store).WriteAsync(new BlobWrite { Id = new BlobId(Kept, id), MaxLength = content.Length }, new MemoryStream(content), CancellationToken.None);
            if (Random.Shared.Next(3) == 0)
            {
                await new LiteDbBlobStore(store).DeleteAsync(new BlobId(Kept, id), CancellationToken.None);
                Note(notes, "gone", [$"{id}"]);
            }
            else
            {
                Note(notes, "blob", [$"{id} {Convert.ToHexStringLower(SHA256.HashData(content))}"]);
            }
        }
    }

    private static async Task KeepAsync(LiteDbStore store)
    {
        while (true)
        {
            await Task.Delay(Random.Shared.Next(50));
            var now = TimeProvider.System.GetUtcNow();
            await new LiteDbErrorStore(store).ApplyRetentionAsync(new RetentionRule { ProjectId = Evicted, EventsBefore = now.AddDays(-9), PayloadBytes = 200_000, At = now }, CancellationToken.None);
        }
    }

    private async Task BackUpAsync(LiteDbStore store)
    {
        while (true)
        {
            await Task.Delay(Random.Shared.Next(200));
            var copy = Path.Combine(_directory, "copy");
            await new LiteDbBackup(store).BackupAsync(copy, CancellationToken.None);
            Directory.Move(copy, $"{copy} {Guid.NewGuid():N}");
        }
    }

    private void Note(StreamWriter notes, string what, IEnumerable<string> lines)
    {
        lock (_lock)
        {
            notes.Write(string.Concat(lines.Select(line => $"{what} {line}\n")));
        }
    }
}
