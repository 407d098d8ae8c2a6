using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Testing;

namespace Monitoring.Storage.LiteDb.Tests.Formats;

/// <summary>
/// A directory that an earlier version left when it was killed, with events packed and unpacked, commits in the log of
/// the database, and one of everything else, is opened and holds what it held.
/// </summary>
public sealed partial class GoldenStoreTests : IDisposable
{
    /// <summary>What transitions did not tell yet.</summary>
    private const string NotKnownThen =
        ", ActorKind = , Door = , StateBefore = , StateAfter = , AssigneeBefore = , AssigneeAfter = , "
        + "Moved = System.Collections.Immutable.ImmutableArray`1[Monitoring.Storage.Errors.IssueMove]";

    /// <summary>What issues and events did not hold yet.</summary>
    private const string NotSearchedThen = ", SearchText = ";

    private const string StateNow =
        ", Since = , Cause = None, Reason = , Baseline = , ResolvedInReleases = System.Collections.Immutable.ImmutableArray`1[System.String], "
        + "ResolvedAfterReleases = System.Collections.Immutable.ImmutableArray`1[System.String], Conditions = , IsResolvedInNextRelease = False }";

    private const string StateThen = ", ResolvedInRelease = , IgnoredUntil = , IgnoredEventsLeft =  }";

    private static readonly ProjectId Project = new(7);
    private static readonly Partition Here = Partition.Of(Project);
    private static readonly BlobId Blob = new(Project, new EntityId(new Guid(1, 0, 0, new byte[8])));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-golden-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    public async Task A_store_of_format(int format)
    {
        if (Golden.WriteTo is { } target)
        {
            await MakeAsync(Path.Combine(target, $"store-{format}"));
        }

        var left = Path.Combine(_directory.FullName, "left");
        await ZipFile.ExtractToDirectoryAsync(Golden.Open($"store-{format}.zip"), left, Cancellation);
        using var text = new StreamReader(Golden.Open($"store-{format}.txt"));

        Assert.Equal(await text.ReadToEndAsync(Cancellation), await ShowAsync(left));
    }

    private async Task MakeAsync(string target)
    {
        var source = Path.Combine(_directory.FullName, "made");
        var left = Path.Combine(_directory.FullName, "copy");
        var store = Open(source);
        await FillAsync(store);

        // As if killed: what the files hold now.
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(left, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var to = File.Create(copy);
            await from.CopyToAsync(to, Cancellation);
        }

        await store.CloseAsync();
        await ZipFile.CreateFromDirectoryAsync(left, $"{target}.zip", CompressionLevel.SmallestSize, includeBaseDirectory: false, Cancellation);
        await File.WriteAllTextAsync($"{target}.txt", await ShowAsync(left), Cancellation);
    }

    private LiteDbStore Open(string directory) => new(OpenStore.Settings(new StoreSetup { Location = directory, Time = _time, DocumentTypes = [Note.Type] }));

    private async Task FillAsync(LiteDbStore store)
    {
        var random = new Random(5);
        var errors = new LiteDbErrorStore(store);
        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromMinutes(7));
            await errors.AppendAsync([.. Enumerable.Range(0, 12).Select(i => Some.Event(Project, i % 5, random, _time.GetUtcNow()))], Cancellation);
            await ChangeAsync(errors, round + 1, new IssueChange.Assign { Assignee = "somebody" });
            if (round < 2)
            {
                await (await store.GetAsync(default)).Errors.PackAsync(Cancellation);
            }
        }

        await ChangeAsync(errors, 1, new IssueChange.Merge { Sources = [new IssueId(2)] });
        await ChangeAsync(errors, 3, new IssueChange.Delete());
        await ChangeAsync(errors, 4, new IssueChange.SetState { State = new IssueState { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None } });
        await errors.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = _time.GetUtcNow().AddDays(-1), At = _time.GetUtcNow() }, Cancellation);
        await FillDocumentsAsync(new LiteDbDocumentStore(store));
        await new LiteDbBlobStore(store).WriteAsync(new BlobWrite { Id = Blob, MaxLength = 100, ContentType = "text/plain" }, new MemoryStream([1, 2, 3]), Cancellation);
    }

    private async Task ChangeAsync(IErrorStore errors, int issue, IssueChange change) =>
        await errors.UpdateIssueAsync(new IssueUpdate { IssueId = new IssueId(issue), Change = change, ActorId = "tester", At = _time.GetUtcNow() }, Cancellation);

    private async Task FillDocumentsAsync(IDocumentStore documents)
    {
        var signal = new SignalEntry { Id = new EntityId(new Guid(9, 0, 0, new byte[8])), Type = "note", AggregateId = "a", OccurredAt = _time.GetUtcNow(), Body = "body"u8.ToArray() };
        var timer = new TimerSchedule { Timer = new TimerKey { Kind = "kind", Key = "Ключ" }, DueAt = _time.GetUtcNow(), Payload = "payload"u8.ToArray(), Attempts = 3 };
        await documents.CommitAsync(
            new DocumentCommit
            {
                Partition = Here,
                Puts = [.. Enumerable.Range(0, 5).Select(number => Note.Type.Put(new Note { Key = $"Заметка {number}", Text = new string('t', number * 3_000) }))],
                Signals = [signal],
                Timers = [timer],
            },
            Cancellation);
        await documents.AcquireLeaseAsync("lease", "owner", TimeSpan.FromDays(1_000), Cancellation);
    }

    private async Task<string> ShowAsync(string directory)
    {
        _time.SetUtcNow(new DateTimeOffset(2031, 3, 5, 12, 0, 0, TimeSpan.Zero));
        await using var store = Open(directory);
        var snapshot = Payload().Replace(await Snapshot.OfAsync(new LiteDbErrorStore(store), Project), Shorten);
        var text = new StringBuilder(snapshot.Replace(NotKnownThen, "", StringComparison.Ordinal).Replace(NotSearchedThen, "", StringComparison.Ordinal).Replace(StateNow, StateThen, StringComparison.Ordinal));
        var documents = new LiteDbDocumentStore(store);
        foreach (var note in (await documents.QueryAsync(new DocumentQuery { Partition = Here, Type = Note.Type, Index = Note.ByKey }, Cancellation)).Items)
        {
            text.Append(note.Key).Append(' ').Append(note.Version).Append(' ').Append(note.Body.Length).Append('\n');
        }

        foreach (var claim in await documents.ClaimDueAsync("kind", "other", TimeSpan.FromMinutes(1), 10, Cancellation))
        {
            text.Append(claim.Timer).Append(' ').Append(claim.Attempt).Append(' ').Append(Encoding.UTF8.GetString(claim.Payload.Span)).Append('\n');
        }

        foreach (var signal in await documents.ReadSignalsAsync(0, 10, Cancellation))
        {
            text.Append(signal.Signal.Id).Append(' ').Append(Encoding.UTF8.GetString(signal.Signal.Body.Span)).Append('\n');
        }

        text.Append(await documents.AcquireLeaseAsync("lease", "other", TimeSpan.FromMinutes(1), Cancellation) is null ? "leased\n" : "free\n");
        return text.Append(await new LiteDbBlobStore(store).FindAsync(Blob, Cancellation)).Append('\n').ToString();
    }

    private static string Shorten(Match payload) => Convert.ToHexString(SHA256.HashData(Convert.FromHexString(payload.Value)));

    [GeneratedRegex("[0-9A-F]{66,}")]
    private static partial Regex Payload();
}
