using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>Timers fire for one owner at a time, until somebody has handled them.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task ClaimDue_ATimer_GivesAllOfIt()
    {
        var timer = Timer("ключ \0 \U0001F4A5", TimeSpan.FromTicks(-1));
        await SetAsync(timer);
        await ReopenAsync();

        var claim = Assert.Single(await ClaimAsync());

        var expected = new TimerClaim { Partition = Here, Timer = timer.Timer, DueAt = timer.DueAt, Payload = timer.Payload, Epoch = claim.Epoch, Attempt = 1, LeaseUntil = Time.GetUtcNow() + Minute };
        Assert.Equal(RenderDocuments.Claim(expected), RenderDocuments.Claim(claim));
        Assert.True(claim.Epoch > 0);
    }

    [Fact]
    public async Task ClaimDue_Several_GivesTheLongestDueFirstAndNoMoreThanAsked()
    {
        await SetAsync(Timer("2", TimeSpan.FromTicks(-2)), Timer("0", TimeSpan.Zero), Timer("9", -Minute), Timer("1", TimeSpan.FromTicks(-1)), Timer("not yet", TimeSpan.FromTicks(1)));
        await CommitAsync(new DocumentCommit { Partition = There, Timers = [Timer("5", TimeSpan.FromTicks(-5))] });

        Assert.Equal(["9", "5"], (await ClaimAsync(2)).Select(claim => claim.Timer.Key));
        Assert.Equal(["2", "1", "0"], (await ClaimAsync()).Select(claim => claim.Timer.Key));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task ClaimDue_OfAKind_LeavesOtherKindsAlone()
    {
        await SetAsync(Timer("same", kind: "a"), Timer("same", kind: "A"), Timer("same", kind: "b"));

        Assert.Equal("a", Assert.Single(await ClaimAsync(kind: "a")).Timer.Kind);
        Assert.Equal("A", Assert.Single(await ClaimAsync(kind: "A")).Timer.Kind);
        Assert.Empty(await ClaimAsync(kind: "other"));
    }

    [Fact]
    public async Task ClaimDue_BeforeItIsDue_GivesNothingUntilTheStoresClockSaysSo()
    {
        await SetAsync(Timer("t", Minute));

        Time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Empty(await ClaimAsync());

        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task ClaimDue_WhenTheLeaseHasEnded_GivesItAgainWithAHigherEpoch()
    {
        await SetAsync(Timer("t"));
        var first = Assert.Single(await ClaimAsync());

        Time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Empty(await ClaimAsync());
        Time.Advance(TimeSpan.FromTicks(1));
        await ReopenAsync();
        var second = Assert.Single(await ClaimAsync());

        Assert.Equal((1, 2), (first.Attempt, second.Attempt));
        Assert.True(second.Epoch > first.Epoch);
        Assert.Equal(first.DueAt, second.DueAt);
        Assert.Equal(CommitOutcome.Fenced, (await CompleteAsync(first)).Outcome);
        Assert.Equal(CommitOutcome.Committed, (await CompleteAsync(second)).Outcome);
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Complete_AfterTheLeaseEnded_IsFenced()
    {
        await SetAsync(Timer("t"));
        var claim = Assert.Single(await ClaimAsync());

        Time.Advance(Minute);

        Assert.Equal(CommitOutcome.Fenced, (await CompleteAsync(claim)).Outcome);
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Complete_ALostClaim_RefusesAllOfTheCommit()
    {
        await SetAsync(Timer("lost", -Minute), Timer("held"));
        var claims = await ClaimAsync();
        await CompleteAsync(claims[0]);

        var result = await TryCommitAsync(Put(new Ticket { Key = "k" }) with { CompletedTimers = claims, Signals = [Signal()], Timers = [Timer("new")] });

        Assert.Equal(CommitOutcome.Fenced, result.Outcome);
        Assert.Empty(result.Versions);
        Assert.Null(await FindAsync("k"));
        Assert.Empty(await SignalsAsync());
        Time.Advance(Minute);
        Assert.Equal("held", Assert.Single(await ClaimAsync()).Timer.Key);
    }

    [Fact]
    public async Task Set_AClaimedTimerAnew_VoidsTheClaim()
    {
        await SetAsync(Timer("t"));
        var claim = Assert.Single(await ClaimAsync());

        await SetAsync(Timer("t", TimeSpan.FromTicks(-7)) with { Payload = new byte[] { 9 } });

        Assert.Equal(CommitOutcome.Fenced, (await CompleteAsync(claim)).Outcome);
        var second = Assert.Single(await ClaimAsync());
        Assert.Equal(CommitOutcome.Fenced, (await CompleteAsync(claim)).Outcome);
        Assert.Equal((1, 9), (second.Attempt, second.Payload.Span[0]));
        Assert.True(second.Epoch > claim.Epoch);
    }

    [Fact]
    public async Task Cancel_AClaimedTimer_VoidsTheClaimAndSettingItLaterMakesANewOne()
    {
        await SetAsync(Timer("t"));
        var claim = Assert.Single(await ClaimAsync());

        await CommitAsync(new DocumentCommit { Partition = Here, CancelledTimers = [claim.Timer] });
        Assert.Equal(CommitOutcome.Fenced, (await CompleteAsync(claim)).Outcome);
        Time.Advance(Minute);
        Assert.Empty(await ClaimAsync());

        await SetAsync(Timer("t"));
        var second = Assert.Single(await ClaimAsync());
        Assert.True(second.Epoch > claim.Epoch);
        Assert.Equal(1, second.Attempt);
    }

    [Fact]
    public async Task Complete_AndSetAnewInOneCommit_IsDueAgainLater()
    {
        await SetAsync(Timer("t"));
        var claim = Assert.Single(await ClaimAsync());

        var result = await TryCommitAsync(new DocumentCommit { Partition = Here, CompletedTimers = [claim], Timers = [Timer("t", Minute)] });

        Assert.Equal(CommitOutcome.Committed, result.Outcome);
        Assert.Empty(await ClaimAsync());
        Time.Advance(Minute);
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task Set_WithAttemptsMade_CountsOnFromThem()
    {
        await SetAsync(Timer("t") with { Attempts = 3 });
        await ReopenAsync();

        Assert.Equal(4, Assert.Single(await ClaimAsync()).Attempt);
        Time.Advance(Minute);
        Assert.Equal(5, Assert.Single(await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task Complete_InAnotherPartition_IsMisuse()
    {
        await SetAsync(Timer("t"));
        var claim = Assert.Single(await ClaimAsync());

        await AssertMisuseAsync(async () => await TryCommitAsync(new DocumentCommit { Partition = There, CompletedTimers = [claim] }));
    }

    [Fact]
    public async Task Timers_of_the_same_name_in_two_partitions_are_apart()
    {
        await SetAsync(Timer("t"));
        await CommitAsync(new DocumentCommit { Partition = There, Timers = [Timer("t")] });

        var claims = await ClaimAsync();
        Assert.Equal([Here.Value, There.Value], claims.Select(claim => claim.Partition.Value).Order());
        await CompleteAsync(claims.Single(claim => claim.Partition == There));
        Time.Advance(Minute);
        Assert.Equal(Here, Assert.Single(await ClaimAsync()).Partition);
    }

    [Fact]
    public async Task ClaimDue_ByManyAtOnce_GivesEachTimerToOne()
    {
        await SetAsync([.. Enumerable.Range(0, 200).Select(i => Timer($"t{i}"))]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            var own = new List<TimerClaim>();
            while (await ClaimAsync(7) is { IsEmpty: false } next)
            {
                own.AddRange(next);
            }

            return own;
        })));

        Assert.Equal(200, claims.SelectMany(own => own).Select(claim => claim.Timer.Key).Distinct().Count());
        Assert.Equal(200, claims.Sum(own => own.Count));
    }

    [Fact]
    public async Task ClaimDue_WhatMakesNoSense_IsMisuse()
    {
        await AssertMisuseAsync(async () => await ClaimAsync(0));
        await AssertMisuseAsync(async () => await ClaimAsync(1_001));
        await AssertMisuseAsync(async () => await ClaimAsync(kind: ""));
        await AssertMisuseAsync(async () => await ClaimAsync(leaseFor: TimeSpan.Zero));
        await AssertMisuseAsync(async () => await ClaimAsync(leaseFor: -Minute));
    }
}
