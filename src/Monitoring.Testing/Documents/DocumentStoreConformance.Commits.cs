using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>A commit happens as a whole, or not at all.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task Put_AtTheExpectedVersion_ReplacesAndRaisesTheVersion()
    {
        var first = Assert.Single(await CommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Type.Put(new Ticket { Key = "k", Text = "1" }, 0)] }));

        var second = Assert.Single(await CommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Type.Put(new Ticket { Key = "k", Text = "2" }, first)] }));

        Assert.True(second > first);
        var found = await FindAsync("k");
        Assert.Equal(("2", second), (found!.Value.Text, found.Version));
    }

    [Fact]
    public async Task Put_AtAStaleVersion_IsAConflictThatShowsTheNewer()
    {
        var stale = Assert.Single(await CommitAsync(Put(new Ticket { Key = "k", Text = "old" })));
        await CommitAsync(Put(new Ticket { Key = "k", Text = "newer" }));
        var newer = await ShowAsync("k");

        foreach (var expected in new[] { stale, 0, stale + 1_000_000 })
        {
            var result = await TryCommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Type.Put(new Ticket { Key = "k", Text = "older" }, expected)] });

            Assert.Equal(CommitOutcome.Conflict, result.Outcome);
            Assert.Equal(newer, RenderDocuments.Document(result.Conflict));
            Assert.Empty(result.Versions);
            Assert.Equal(newer, await ShowAsync("k"));
        }
    }

    [Fact]
    public async Task Put_ExpectingWhatIsNotThere_IsAConflictWithNothing()
    {
        var result = await TryCommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Type.Put(new Ticket { Key = "k" }, 5)] });

        Assert.Equal(CommitOutcome.Conflict, result.Outcome);
        Assert.Null(result.Conflict);
        Assert.Null(await FindAsync("k"));
    }

    [Fact]
    public async Task Put_AfterADelete_GoesOnAboveTheOldVersions()
    {
        var versions = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            versions.AddRange(await CommitAsync(Put(new Ticket { Key = "k" }, new Ticket { Key = "other" })));
            await CommitAsync(new DocumentCommit { Partition = Here, Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "k" }] });
            await ReopenAsync();
        }

        var ofKey = versions.Where((_, i) => i % 2 == 0).ToList();
        Assert.Equal(ofKey.Distinct().Order(), ofKey);
        var stale = await TryCommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Type.Put(new Ticket { Key = "k" }, ofKey[0])] });
        Assert.Equal(CommitOutcome.Conflict, stale.Outcome);
    }

    [Fact]
    public async Task Delete_AtVersions_RemovesOnlyTheExpected()
    {
        var version = Assert.Single(await CommitAsync(Put(new Ticket { Key = "k" })));

        var stale = await TryCommitAsync(Delete("k", version - 1));
        Assert.Equal(CommitOutcome.Conflict, stale.Outcome);
        Assert.NotNull(await FindAsync("k"));

        await CommitAsync(Delete("k", version));
        Assert.Null(await FindAsync("k"));
        await CommitAsync(Delete("k"));
        Assert.Equal(CommitOutcome.Conflict, (await TryCommitAsync(Delete("k", version))).Outcome);
    }

    [Fact]
    public async Task Check_OfAVersion_HoldsOrRefusesTheCommit()
    {
        var version = Assert.Single(await CommitAsync(Put(new Ticket { Key = "checked" })));
        DocumentCommit Checking(string key, long expected) => Put(new Ticket { Key = "k", Text = $"{key} {expected}" }) with
        {
            Checks = [new DocumentCheck { Type = Ticket.Type, Key = key, ExpectedVersion = expected }],
        };

        Assert.Equal(CommitOutcome.Conflict, (await TryCommitAsync(Checking("checked", version + 1))).Outcome);
        Assert.Equal(CommitOutcome.Conflict, (await TryCommitAsync(Checking("checked", 0))).Outcome);
        Assert.Equal(CommitOutcome.Conflict, (await TryCommitAsync(Checking("missing", 1))).Outcome);
        Assert.Null(await FindAsync("k"));

        await CommitAsync(Checking("missing", 0));
        await CommitAsync(Checking("checked", version));
        Assert.Equal(version, (await FindAsync("checked"))!.Version);
    }

    [Fact]
    public async Task Commit_OneConflictAmongMany_ChangesNothingAtAll()
    {
        await CommitAsync(Put(new Ticket { Key = "deleted" }, new Ticket { Key = "stale" }, new Ticket { Key = "replaced", Text = "before" }));
        await SetAsync(Timer("cancelled"), Timer("replaced"));
        var before = await ObserveAsync();

        var result = await TryCommitAsync(new DocumentCommit
        {
            Partition = Here,
            Puts = [Ticket.Type.Put(new Ticket { Key = "new" }), Ticket.Type.Put(new Ticket { Key = "replaced", Text = "after" }), Ticket.Type.Put(new Ticket { Key = "stale" }, 0)],
            Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "deleted" }],
            Timers = [Timer("new"), Timer("replaced", Minute)],
            CancelledTimers = [new TimerKey { Kind = "kind", Key = "cancelled" }],
            Signals = [Signal("never")],
        });

        Assert.Equal(CommitOutcome.Conflict, result.Outcome);
        Assert.Equal("stale", result.Conflict!.Key);
        Assert.Equal(before, await ObserveAsync());
    }

    [Fact]
    public async Task Commit_DocumentsTimersAndSignals_BecomeTrueTogether()
    {
        await CommitAsync(Put(new Ticket { Key = "deleted" }));
        await SetAsync(Timer("cancelled"), Timer("completed", -2 * Minute), Timer("replaced", -Minute));
        var completed = Assert.Single(await ClaimAsync(1));
        var fence = await AcquireAsync("owner");

        await CommitAsync(new DocumentCommit
        {
            Partition = Here,
            Puts = [Ticket.Type.Put(new Ticket { Key = "a" }), Ticket.Note.Put(new Ticket { Key = "a" })],
            Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "deleted" }],
            Timers = [Timer("replaced"), Timer("completed", TimeSpan.FromTicks(-1))],
            CancelledTimers = [new TimerKey { Kind = "kind", Key = "cancelled" }, new TimerKey { Kind = "kind", Key = "missing" }],
            CompletedTimers = [completed],
            Signals = [Signal("1"), Signal("2")],
            Fence = fence,
        });
        await ReopenAsync();

        Assert.Null(await FindAsync("deleted"));
        Assert.NotNull(await FindAsync("a"));
        Assert.NotNull(await Store.GetAsync(Here, Ticket.Note, "a", Cancellation));
        Assert.Equal(2, (await SignalsAsync()).Length);
        Assert.Equal(["completed", "replaced"], (await ClaimAsync()).Select(claim => claim.Timer.Key));
    }

    [Fact]
    public async Task Commit_Nothing_IsCommitted()
    {
        Assert.Empty(await CommitAsync(new DocumentCommit { Partition = Here }));
    }

    [Fact]
    public async Task Commit_WhatMakesNoSense_IsMisuseAndChangesNothing()
    {
        var put = Ticket.Type.Put(new Ticket { Key = "k" });
        DocumentCommit[] broken =
        [
            new() { Partition = Here, Puts = [put, put] },
            new() { Partition = Here, Puts = [put], Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "k" }] },
            new() { Partition = Here, Puts = [put], Checks = [new DocumentCheck { Type = Ticket.Type, Key = "k", ExpectedVersion = 0 }] },
            new() { Partition = Here, Puts = [put, put with { Key = "" }] },
            new() { Partition = Here, Puts = [put, put with { Key = new string('k', 256) }] },
            new() { Partition = Here, Puts = [put, new DocumentPut { Type = Ticket.Plain, Key = "long", Body = new byte[(8 * 1024 * 1024) + 1] }] },
            new() { Partition = Here, Puts = [put], Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "" }] },
            new() { Partition = Here, Puts = [put], Timers = [Timer("t"), Timer("t")] },
            new() { Partition = Here, Puts = [put], Timers = [Timer("")] },
            new() { Partition = Here, Puts = [put], Timers = [Timer(new string('t', 256))] },
            new() { Partition = Here, Puts = [put], Timers = [Timer("t", kind: "")] },
        ];

        await Assert.AllAsync(broken, async commit => await AssertMisuseAsync(async () => await TryCommitAsync(commit)));
        await AssertMisuseAsync(async () => await Store.GetAsync(Here, Ticket.Type, "", Cancellation));
        Assert.Null(await FindAsync("k"));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Commit_ABodyThatCannotBeIndexed_ThrowsAndChangesNothing()
    {
        var commit = Put(new Ticket { Key = "good" }) with { Signals = [Signal("never")] };

        await Assert.ThrowsAnyAsync<MonitoringException>(async () =>
            await TryCommitAsync(commit with { Puts = commit.Puts.Add(new DocumentPut { Type = Ticket.Type, Key = "bad", Body = "{"u8.ToArray() }) }));

        Assert.Null(await FindAsync("good"));
        Assert.Empty(await SignalsAsync());
        Assert.Equal(CommitOutcome.Committed, (await TryCommitAsync(commit)).Outcome);
    }

    [Fact]
    public async Task Calls_cancelled_before_do_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(Put(new Ticket { Key = "k" }), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetAsync(Here, Ticket.Type, "k", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.QueryAsync(Query("text"), cancelled.Token));
        Assert.Null(await FindAsync("k"));
    }

    private static DocumentCommit Delete(string key, long? expectedVersion = null) =>
        new() { Partition = Here, Deletes = [new DocumentDelete { Type = Ticket.Type, Key = key, ExpectedVersion = expectedVersion }] };

    /// <summary>All that can be seen of the partition without claiming anything.</summary>
    private async ValueTask<List<string>> ObserveAsync() =>
    [
        .. (await Store.QueryAsync(Query("text") with { Limit = 1_000 }, Cancellation)).Items.Select(RenderDocuments.Document),
        .. (await SignalsAsync()).Select(RenderDocuments.Signal),
    ];
}
