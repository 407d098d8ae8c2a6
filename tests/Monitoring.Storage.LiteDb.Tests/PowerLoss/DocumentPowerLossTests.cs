using System.Text;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>Of each commit of documents, timers and signals all is there when the power comes back, or nothing; all of it if it was answered.</summary>
public sealed class DocumentPowerLossTests
{
    private const string Kind = "kind";

    private static readonly Partition Here = Partition.Of(new ProjectId(7));
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 23, 50, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(25, 1_000))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Commits_are_there_as_a_whole_or_not_at_all(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(Start);
        var disk = new SimulatedDisk();
        var store = new DiskStore(disk, time, types: [Note.Type]);
        await store.Documents.GetAsync(Here, Note.Type, "none", TestContext.Current.CancellationToken);
        disk.PowerGoesAt = disk.Operations + random.Next(5, 600);
        var callers = await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => CommitUntilOutAsync(store.Documents, caller, seed)));
        await store.DisposeAsync();

        time.Advance(TimeSpan.FromDays(1));
        await using var restarted = new DiskStore(disk.Restart(random), time, types: [Note.Type]);

        var timers = (await restarted.Documents.ClaimDueAsync(Kind, "owner", TimeSpan.FromMinutes(1), 1_000, TestContext.Current.CancellationToken)).Select(claim => claim.Timer.Key).ToHashSet();
        var signals = (await restarted.Documents.ReadSignalsAsync(0, 1_000, TestContext.Current.CancellationToken)).Select(signal => Encoding.UTF8.GetString(signal.Signal.Body.Span)).ToHashSet();
        foreach (var (caller, (sent, answered)) in callers.Index())
        {
            for (var number = 0; number < sent; number++)
            {
                var name = $"{caller}-{number}";
                var parts = new[]
                {
                    await restarted.Documents.FindAsync(Here, Note.Type, $"{name}-a", TestContext.Current.CancellationToken) is not null,
                    await IsIndexedAsync(restarted.Documents, $"{name}-b"),
                    timers.Contains(name),
                    signals.Contains(name),
                };
                Assert.True(parts.All(part => part) || (number >= answered && !parts.Any(part => part)), $"{name} of {answered} answered: {string.Join(' ', parts)}");
            }
        }
    }

    private static async Task<(int Sent, int Answered)> CommitUntilOutAsync(IDocumentStore store, int caller, int seed)
    {
        var random = new Random((seed * 100) + caller);
        for (var number = 0; ; number++)
        {
            try
            {
                var result = await store.CommitAsync(Commit($"{caller}-{number}", random));
                Assert.Equal(CommitOutcome.Committed, result.Outcome);
            }
            catch (StorageUnavailableException)
            {
                return (number + 1, number);
            }
        }
    }

    private static DocumentCommit Commit(string name, Random random) => new()
    {
        Partition = Here,
        Puts = [Note.Type.Put(new Note { Key = $"{name}-a", Text = Text(random) }), Note.Type.Put(new Note { Key = $"{name}-b", Text = Text(random) })],
        Timers = [new TimerSchedule { Timer = new TimerKey { Kind = Kind, Key = name }, DueAt = Start.AddMinutes(random.Next(100)) }],
        Signals = [new SignalEntry { Id = new EntityId(new Guid(random.Next(), 0, 0, new byte[8])), Type = "note", AggregateId = name, OccurredAt = Start, Body = Encoding.UTF8.GetBytes(name) }],
    };

    private static string Text(Random random) => new('n', random.Next(5) == 0 ? random.Next(40_000) : random.Next(400));

    private static async Task<bool> IsIndexedAsync(IDocumentStore store, string key)
    {
        var range = IndexRange.StartingWith(IndexKey.Empty.Add(key));
        var found = await store.QueryAsync(new DocumentQuery { Partition = Here, Type = Note.Type, Index = Note.ByKey, Ranges = [range] });
        return found.Items.Length == 1;
    }
}
