using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>One owner at a time, with an epoch that only grows.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task Acquire_AFreeLease_GivesItUntilItEnds()
    {
        var lease = await AcquireAsync("анна", name: "ёлка \0");

        Assert.Equal(("ёлка \0", "анна", Time.GetUtcNow() + Minute), (lease!.Name, lease.Owner, lease.Until));
        Assert.True(lease.Epoch > 0);
    }

    [Fact]
    public async Task Acquire_AHeldLease_IsRefusedUntilItHasEnded()
    {
        var first = await AcquireAsync("first");

        Assert.Null(await AcquireAsync("second"));
        Assert.Null(await AcquireAsync("First"));
        Time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Null(await AcquireAsync("second"));
        Time.Advance(TimeSpan.FromTicks(1));
        await ReopenAsync();
        var second = await AcquireAsync("second");

        Assert.True(second!.Epoch > first!.Epoch);
        Assert.Null(await AcquireAsync("first"));
    }

    [Fact]
    public async Task Acquire_TheOwnRunningLease_RenewsItInTheSameEpoch()
    {
        var first = await AcquireAsync("owner");
        Time.Advance(Minute / 2);

        var second = await AcquireAsync("owner");

        Assert.Equal(first!.Epoch, second!.Epoch);
        Assert.Equal(Time.GetUtcNow() + Minute, second.Until);
        Time.Advance(Minute / 2);
        Assert.Null(await AcquireAsync("other"));
        Assert.Equal(CommitOutcome.Committed, (await TryCommitAsync(Put(new Ticket { Key = "k" }) with { Fence = first })).Outcome);
    }

    [Fact]
    public async Task Acquire_TheOwnLeaseThatHasEnded_TakesItInAHigherEpoch()
    {
        var first = await AcquireAsync("owner");
        Time.Advance(Minute);

        var second = await AcquireAsync("owner");

        Assert.True(second!.Epoch > first!.Epoch);
        Assert.Equal(CommitOutcome.Fenced, (await TryCommitAsync(Put(new Ticket { Key = "k" }) with { Fence = first })).Outcome);
    }

    [Fact]
    public async Task Release_AHeldLease_FreesItAndTheEpochGoesOn()
    {
        var first = await AcquireAsync("first");

        await Store.ReleaseLeaseAsync(first!, Cancellation);
        await ReopenAsync();
        var second = await AcquireAsync("second");

        Assert.True(second!.Epoch > first!.Epoch);
    }

    [Fact]
    public async Task Release_ALostLease_LeavesTheNewHolderAlone()
    {
        var first = await AcquireAsync("owner");
        Time.Advance(Minute);
        var second = await AcquireAsync("owner");

        await Store.ReleaseLeaseAsync(first!, Cancellation);
        await Store.ReleaseLeaseAsync(first! with { Name = "missing" }, Cancellation);

        Assert.Null(await AcquireAsync("other"));
        Assert.Equal(CommitOutcome.Committed, (await TryCommitAsync(Put(new Ticket { Key = "k" }) with { Fence = second })).Outcome);
    }

    [Fact]
    public async Task Fence_ThatIsNoLongerHeld_RefusesAllOfTheCommit()
    {
        var released = await AcquireAsync("owner", name: "released");
        await Store.ReleaseLeaseAsync(released!, Cancellation);
        var ended = await AcquireAsync("owner", name: "ended");
        var taken = await AcquireAsync("owner", name: "taken");
        Time.Advance(Minute);
        await AcquireAsync("other", name: "taken");
        var held = await AcquireAsync("owner", name: "held");

        foreach (var fence in new[] { released!, ended!, taken!, held! with { Epoch = held!.Epoch + 1 }, held with { Name = "missing" }, held with { Owner = "other" } })
        {
            var result = await TryCommitAsync(Put(new Ticket { Key = "k" }) with { Fence = fence, Signals = [Signal()], Timers = [Timer("t")] });
            Assert.Equal(CommitOutcome.Fenced, result.Outcome);
        }

        Assert.Null(await FindAsync("k"));
        Assert.Empty(await SignalsAsync());
        Assert.Empty(await ClaimAsync());
        Assert.Equal(CommitOutcome.Committed, (await TryCommitAsync(Put(new Ticket { Key = "k" }) with { Fence = held })).Outcome);
    }

    [Fact]
    public async Task Acquire_ByManyAtOnce_GivesItToOne()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () => await AcquireAsync($"owner {i}"))));

        Assert.Single(leases, lease => lease is not null);
    }

    [Fact]
    public async Task Acquire_WhatMakesNoSense_IsMisuse()
    {
        await AssertMisuseAsync(async () => await AcquireAsync(""));
        await AssertMisuseAsync(async () => await AcquireAsync("owner", name: ""));
        await AssertMisuseAsync(async () => await AcquireAsync("owner", TimeSpan.Zero));
    }
}
