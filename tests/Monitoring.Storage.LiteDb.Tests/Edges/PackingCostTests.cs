using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Testing;

namespace Monitoring.Storage.LiteDb.Tests.Edges;

/// <summary>What packing writes to the database, counted in bytes: it must not grow with all that the issues have counted before.</summary>
public sealed class PackingCostTests(ITestOutputHelper output) : IDisposable
{
    private const int Issues = 500;
    private const int Rounds = 30;

    private static readonly ProjectId Project = new(7);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-litedb-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task An_event_with_tags_that_its_issue_never_had_costs_less_than_a_page_however_many_there_are()
    {
        var files = new CountingFiles(new PhysicalFiles(_directory.FullName));
        await using var store = new LiteDbStore(OpenStore.Settings(new StoreSetup { Location = _directory.FullName, Time = _time, DocumentTypes = [] }) with { Files = files });
        var written = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = files.LogBytes;
            await new LiteDbErrorStore(store).AppendAsync([.. Enumerable.Range(0, Issues).Select(issue => Event(issue, round))], Cancellation);
            await (await store.GetAsync(Cancellation)).Errors.PackAsync(Cancellation);
            written.Add((files.LogBytes - before) / Issues);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        output.WriteLine($"bytes an event: {string.Join(" ", written)}");
        Assert.InRange(written.TakeLast(5).Average(), 1, LoggedPage.PageLength);
    }

    private GroupedEvent Event(int issue, int round)
    {
        var random = new Random((round * Issues) + issue);
        return Some.Event(Project, issue, random, _time.GetUtcNow()) with
        {
            Hashes = [Some.Hash(issue)],
            UserHash = (ulong)random.NextInt64(),
            Tags = [new EventTag { Key = "url", Value = $"/orders/{random.Next()}" }, new EventTag { Key = "server", Value = $"web-{random.Next()}" }],
            Payload = default,
        };
    }

    /// <summary>Counts what is written to the log of the database, through which all of it goes.</summary>
    private sealed class CountingFiles(IStoreFiles files) : ForwardingFiles(files)
    {
        private long _logBytes;

        public long LogBytes => Volatile.Read(ref _logBytes);

        protected override void Write(string path, IStoreFile file, long offset, ReadOnlySpan<byte> bytes)
        {
            Interlocked.Add(ref _logBytes, path == DatabaseFile.LogName ? bytes.Length : 0);
            base.Write(path, file, offset, bytes);
        }
    }
}
