using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Mood = Monitoring.ErrorTracking.Tests.Rollups.UnsteadyStore.Mood;

namespace Monitoring.ErrorTracking.Tests.Rollups;

public sealed class RollupQueueTests
{
    [Fact]
    public async Task AddAsync_LoneCaller_IsStoredWithoutATimer()
    {
        await using var world = new RollupWorld();

        var answer = await world.AddAsync(world.Queue(), RollupWorld.Delta("shop@1", 3));

        Assert.Equal(RollupOutcome.Taken, answer.Outcome);
        Assert.Equal(3, Assert.Single(await world.ReadAsync(RollupSpan.Hour)).Value.Sum);
        Assert.Equal(3, Assert.Single(await world.ReadAsync(RollupSpan.Day)).Value.Sum);
    }

    [Fact]
    public async Task AddAsync_WhileTheStoreWrites_GathersTheNextCommit()
    {
        await using var world = new RollupWorld();
        var gate = new TaskCompletionSource();
        world.Store.Gate = gate.Task;
        var queue = world.Queue();
        var first = world.AddAsync(queue, RollupWorld.Delta("shop@1"));
        while (world.Store.Committing == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        var rest = Enumerable.Range(0, 50).Select(_ => world.AddAsync(queue, RollupWorld.Delta("shop@1"))).ToList();
        gate.SetResult();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(2, world.Store.Commits);
        Assert.Equal(51, Assert.Single(await world.ReadAsync(RollupSpan.Hour)).Value.Sum);
        Assert.Equal(0, queue.Queued);
    }

    [Fact]
    public async Task AddAsync_TooManyWait_IsFullAndRoomComesBack()
    {
        await using var world = new RollupWorld();
        var gate = new TaskCompletionSource();
        world.Store.Gate = gate.Task;
        var queue = world.Queue(new CommitLimits { MaxQueued = 2 });
        var taken = new[] { world.AddAsync(queue, RollupWorld.Delta("a")), world.AddAsync(queue, RollupWorld.Delta("b")) };

        Assert.Equal(RollupOutcome.Full, (await world.AddAsync(queue, RollupWorld.Delta("c"))).Outcome);

        gate.SetResult();
        await Task.WhenAll(taken);
        Assert.Equal(RollupOutcome.Taken, (await world.AddAsync(queue, RollupWorld.Delta("c"))).Outcome);
    }

    [Fact]
    public async Task AddAsync_StoreIsAway_SaysSoToEachCaller()
    {
        await using var world = new RollupWorld(moods: () => Mood.AwayBefore);
        var queue = world.Queue();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => world.AddAsync(queue, RollupWorld.Delta("a")));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => world.AddAsync(queue, RollupWorld.Delta("a")));

        Assert.Empty(await world.ReadAsync(RollupSpan.Hour));
    }

    [Fact]
    public async Task AddAsync_AlwaysSomebodyIsFaster_GivesUpInsteadOfTryingForEver()
    {
        await using var world = new RollupWorld(moods: () => Mood.Conflict);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => world.AddAsync(world.Queue(), RollupWorld.Delta("a")));
    }

    [Fact]
    public async Task AddAsync_StoreFailsAsItShouldNot_IsFailedAndTheNextIsTaken()
    {
        var isBroken = true;
        await using var world = new RollupWorld(moods: () => isBroken ? Mood.Broken : Mood.Well);
        var queue = world.Queue();

        Assert.Equal(RollupOutcome.Failed, (await world.AddAsync(queue, RollupWorld.Delta("a"))).Outcome);
        isBroken = false;
        Assert.Equal(RollupOutcome.Taken, (await world.AddAsync(queue, RollupWorld.Delta("a"))).Outcome);
    }

    [Fact]
    public async Task AddAsync_RequestRepeatedAfterAnAnswerThatWasLost_AddsNothing()
    {
        var mood = Mood.AwayAfter;
        await using var world = new RollupWorld(moods: () => mood);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => world.AddAsync(world.Queue(), RollupWorld.Delta("a"), 99));
        mood = Mood.Well;

        Assert.Equal(RollupOutcome.Repeated, (await world.AddAsync(world.Queue(), RollupWorld.Delta("a"), 99)).Outcome);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(RollupOutcome.Repeated, (await world.AddAsync(world.Queue(), RollupWorld.Delta("a"), 99)).Outcome);
        Assert.Equal(1, Assert.Single(await world.ReadAsync(RollupSpan.Hour)).Value.Sum);

        // Remembering is bounded: after fifteen minutes it is another request.
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(RollupOutcome.Taken, (await world.AddAsync(world.Queue(), RollupWorld.Delta("a"), 99)).Outcome);
    }

    [Fact]
    public async Task AddAsync_TwiceTheSameRequestInOneCommit_AddsOnce()
    {
        await using var world = new RollupWorld();
        var gate = new TaskCompletionSource();
        world.Store.Gate = gate.Task;
        var queue = world.Queue();
        var before = world.AddAsync(queue, RollupWorld.Delta("a", 1));
        var twice = new[] { world.AddAsync(queue, RollupWorld.Delta("a", 10), 5), world.AddAsync(queue, RollupWorld.Delta("a", 10), 5) };
        gate.SetResult();
        await before;

        Assert.Equal([RollupOutcome.Taken, RollupOutcome.Repeated], (await Task.WhenAll(twice)).Select(answer => answer.Outcome));
        Assert.Equal(11, Assert.Single(await world.ReadAsync(RollupSpan.Hour)).Value.Sum);
    }

    [Fact]
    public async Task AddAsync_MoreSeriesThanThereIsRoom_GoToTheOthersAndNothingIsLost()
    {
        var kind = new RollupKind("narrow")
        {
            MaxSeries = 3,
            MaxOtherSeries = 1,
            Other = series => RollupSeries.Of(RollupSeries.OtherName, series.Names[1]),
        };
        await using var world = new RollupWorld(kind);
        var queue = world.Queue();
        ImmutableArray<RollupDelta<Tally>> deltas =
        [
            .. Enumerable.Range(0, 10).Select(index => RollupWorld.Delta($"release {index}")),
            RollupWorld.Delta("release 10") with { Series = RollupSeries.Of("release 10", "another environment") },
        ];

        var answer = await queue.AddAsync(world.Project, deltas, null, CancellationToken.None);
        var again = await world.AddAsync(queue, RollupWorld.Delta("release 1"));
        var tomorrow = await world.AddAsync(queue, RollupWorld.Delta("release 9", at: RollupWorld.Start.AddDays(1)));

        Assert.Equal(Enumerable.Range(3, 8), answer.Others);
        Assert.Empty(again.Others);
        Assert.Empty(tomorrow.Others);
        var series = await world.Reader.SeriesAsync(world.Project, RollupWorld.Start, RollupWorld.Start.AddHours(1), CancellationToken.None);
        Assert.Equal(5, series.Count);
        Assert.Contains(RollupSeries.Of(RollupSeries.OtherName, "production"), series);
        Assert.Contains(RollupSeries.Of(RollupSeries.OtherName, RollupSeries.OtherName), series);
        Assert.Equal(12, await world.SumAsync(RollupWorld.Start, RollupWorld.Start.AddHours(1)));
    }

    [Fact]
    public async Task AddAsync_MoreBytesThanFitACommit_AreParted()
    {
        await using var world = new RollupWorld();
        var gate = new TaskCompletionSource();
        world.Store.Gate = gate.Task;
        var queue = world.Queue(new CommitLimits { MaxBytes = 2000 });
        var all = Enumerable.Range(0, 20).Select(index => world.AddAsync(queue, RollupWorld.Delta($"release {index}"))).ToList();
        gate.SetResult();
        await Task.WhenAll(all);

        Assert.True(world.Store.Commits > 3, $"{world.Store.Commits} commits");
        Assert.Equal(20, (await world.ReadAsync(RollupSpan.Day)).Count);
    }

    [Fact]
    public async Task AddAsync_StoredValueThatCannotBeRead_BeginsAnewAndBreaksNoList()
    {
        await using var world = new RollupWorld();
        var queue = world.Queue();
        await world.AddAsync(queue, RollupWorld.Delta("a"));
        await world.AddAsync(queue, RollupWorld.Delta("b"));
        var broken = new RollupDocument { Names = ["a", "production"], Span = RollupSpan.Hour, Bucket = RollupWorld.Start, Value = [1, 2, 3] };
        await world.Store.CommitAsync(
            new DocumentCommit { Partition = Partition.Of(world.Project), Puts = [world.Kind.Values.Put(broken)] }, TestContext.Current.CancellationToken);

        Assert.Equal(["b"], (await world.ReadAsync(RollupSpan.Hour)).Keys.Select(key => key.Name));
        Assert.Equal(RollupOutcome.Taken, (await world.AddAsync(queue, RollupWorld.Delta("a", 5))).Outcome);
        Assert.Equal(5, (await world.ReadAsync(RollupSpan.Hour))[("a", RollupWorld.Start)].Sum);
    }
}
