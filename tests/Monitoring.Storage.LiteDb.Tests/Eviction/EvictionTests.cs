using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Segments;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Eviction;

/// <summary>Payloads that go for want of room give it back to the disk at once, and what stays is whole whatever happens meanwhile.</summary>
public sealed class EvictionTests
{
    private static readonly ProjectId Project = new(7);
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Random _random = new(7);
    private readonly List<GroupedEvent> _events = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(15, 500))];

    [Fact]
    public async Task The_segments_shrink_with_the_payloads_that_are_left()
    {
        var disk = new SimulatedDisk();
        await using var store = new DiskStore(disk, _time, new LiteDbOptions { PackAfterBytes = 1024 * 1024 });
        await FillAsync(store, 2_000);
        await store.PackAsync();
        var before = Bytes(disk);
        var payloads = _events.Sum(appended => (long)appended.Payload.Length);

        var result = await RetainAsync(store, payloads / 10);

        var left = payloads - result.PayloadBytes;
        Assert.InRange(left, 0, payloads / 10);
        Assert.InRange(Bytes(disk), before / 20, before / 4);
        Assert.Equal(2_000, (await store.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation)).Items.Sum(issue => issue.Count));
        Assert.Equal(left, await LeftAsync(store));
    }

    [Fact]
    public async Task Payloads_that_are_not_to_be_seen_go_with_the_others_and_are_not_counted()
    {
        var disk = new SimulatedDisk();
        await using var store = new DiskStore(disk, _time);
        await FillAsync(store, 100);
        var issues = (await store.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation)).Items;
        foreach (var issue in issues.Skip(1))
        {
            await store.Errors.UpdateIssueAsync(new IssueUpdate { IssueId = issue.Id, Change = new IssueChange.Delete(), ActorId = "tester", At = Start }, Cancellation);
        }

        await store.PackAsync();
        var before = Bytes(disk);
        var left = await LeftAsync(store);

        var result = await RetainAsync(store, left);

        Assert.Equal((0L, 0L), (result.Payloads, result.PayloadBytes));
        Assert.True(Bytes(disk) < before / 2, $"{before} bytes became {Bytes(disk)}.");
        Assert.Equal(left, await LeftAsync(store));
    }

    [Fact]
    public async Task A_pinned_event_outlives_the_segment_of_its_day_in_a_small_one()
    {
        var disk = new SimulatedDisk();
        await using var store = new DiskStore(disk, _time, new LiteDbOptions { PackAfterBytes = 1024 * 1024 });
        await FillAsync(store, 500);
        await store.PackAsync();
        var pinned = _events.Where(appended => appended.Payload.Length > 0).Skip(100).Take(3).ToList();
        foreach (var appended in pinned)
        {
            await PinAsync(store, appended);
        }

        for (var day = 0; day < 4; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await store.Errors.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = _time.GetUtcNow(), At = _time.GetUtcNow() }, Cancellation);
            await store.Errors.AppendAsync([Some.Event(Project, 0, _random, _time.GetUtcNow())], Cancellation);
            await store.PackAsync();
        }

        var directory = SegmentInfo.DirectoryOf(SegmentInfo.DayOf(Start.UtcTicks));
        var path = Assert.Single(disk.List(directory));
        Assert.InRange(disk.Length($"{directory}/{path}"), 1, 40_000);
        foreach (var appended in pinned)
        {
            var read = (await store.Errors.GetEventAsync(Project, appended.EventId, Cancellation))!;
            Assert.Equal((true, Convert.ToHexString(appended.Payload.Span)), (read.IsPinned, Convert.ToHexString(read.Event.Payload.Span)));
            await store.Errors.UpdateIssueAsync(new IssueUpdate { IssueId = read.IssueId, Change = new IssueChange.Unpin { EventId = appended.EventId }, ActorId = "tester", At = Start }, Cancellation);
        }

        await store.Errors.AppendAsync([Some.Event(Project, 0, _random, _time.GetUtcNow())], Cancellation);
        await store.PackAsync();
        Assert.DoesNotContain(directory["segments/".Length..], disk.ListDirectories(SegmentInfo.Directory));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_the_power_goes_while_payloads_are_evicted_each_is_whole_or_gone(int seed)
    {
        var random = new Random(seed);
        var disk = new SimulatedDisk();
        var bound = 0L;
        GroupedEvent pinned;
        await using (var store = new DiskStore(disk, _time))
        {
            await FillAsync(store, 150);
            bound = _events.Sum(appended => (long)appended.Payload.Length) / 3;
            pinned = _events.First(appended => appended.Payload.Length > 0);
            await PinAsync(store, pinned);
            await store.PackAsync();
            disk.PowerGoesAt = disk.Operations + random.Next(1, 120);
            await Record.ExceptionAsync(async () => await RetainAsync(store, bound));
        }

        await using var restarted = new DiskStore(disk.Restart(random), _time);

        var issues = (await restarted.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation)).Items;
        Assert.Equal(150, issues.Sum(issue => issue.Count));
        await LeftAsync(restarted);
        await RetainAsync(restarted, bound);
        Assert.InRange(await LeftAsync(restarted), 1, bound);
        Assert.True((await restarted.Errors.GetEventAsync(Project, pinned.EventId, Cancellation))!.HasPayload);
    }

    [Fact]
    public async Task Events_that_are_pinned_while_others_are_evicted_keep_their_payload_or_are_refused()
    {
        var disk = new SimulatedDisk();
        await using var store = new DiskStore(disk, _time);
        await FillAsync(store, 400);
        var wanted = _events.Where(appended => appended.Payload.Length > 0).Take(120).ToList();

        var evicting = Task.Run(async () => await RetainAsync(store, 10_000), Cancellation);
        var outcomes = await Task.WhenAll(wanted.Select(appended => Task.Run(async () => (appended, await TryPinAsync(store, appended)), Cancellation)));
        await evicting;
        await RetainAsync(store, 10_000);

        foreach (var (appended, outcome) in outcomes)
        {
            var read = (await store.Errors.GetEventAsync(Project, appended.EventId, Cancellation))!;
            Assert.Equal(outcome == IssueUpdateOutcome.Applied, read.IsPinned);
            Assert.True(read.HasPayload || !read.IsPinned, $"Event {appended.EventId} was pinned and lost its payload.");
        }
    }

    private static long Bytes(SimulatedDisk disk) => disk.ListDirectories(SegmentInfo.Directory)
        .Select(day => $"{SegmentInfo.Directory}/{day}")
        .Sum(directory => disk.List(directory).Sum(name => disk.Length($"{directory}/{name}")));

    private async Task FillAsync(DiskStore store, int count)
    {
        for (var i = 0; i < count; i += 50)
        {
            var batch = Enumerable.Range(i, 50).Select(number => Some.Event(Project, number % 5, _random, _time.GetUtcNow().AddSeconds(number))).ToArray();
            foreach (var appended in batch)
            {
                _random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsMemory(appended.Payload).Span);
            }

            _events.AddRange(batch);
            await store.Errors.AppendAsync([.. batch], Cancellation);
        }
    }

    private ValueTask<RetentionResult> RetainAsync(DiskStore store, long bound) => store.Errors.ApplyRetentionAsync(
        new RetentionRule { ProjectId = Project, EventsBefore = Start.AddDays(-9), PayloadBytes = bound, At = _time.GetUtcNow() }, Cancellation);

    private static async Task PinAsync(DiskStore store, GroupedEvent pinned) => Assert.Equal(IssueUpdateOutcome.Applied, await TryPinAsync(store, pinned));

    private static async Task<IssueUpdateOutcome> TryPinAsync(DiskStore store, GroupedEvent pinned)
    {
        var issue = (await store.Errors.FindIssueByHashAsync(Project, pinned.Hashes[0], Cancellation))!;
        var update = new IssueUpdate { IssueId = issue.Id, Change = new IssueChange.Pin { EventId = pinned.EventId }, ActorId = "tester", At = Start };
        return (await store.Errors.UpdateIssueAsync(update, Cancellation)).Outcome;
    }

    /// <summary>How many bytes of payloads are left, each of them as it was.</summary>
    private async Task<long> LeftAsync(DiskStore store)
    {
        var left = 0L;
        foreach (var appended in _events)
        {
            if (await store.Errors.GetEventAsync(Project, appended.EventId, Cancellation) is { HasPayload: true } read)
            {
                Assert.True(appended.Payload.Span.SequenceEqual(read.Event.Payload.Span));
                left += read.Event.Payload.Length;
            }
        }

        return left;
    }
}
