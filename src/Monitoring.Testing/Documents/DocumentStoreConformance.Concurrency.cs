using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>Many callers at once, and what is there after a crash.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task A_hundred_writers_of_one_document_lose_no_change()
    {
        const int Writers = 100;
        await CommitAsync(Put(new Ticket { Key = "counter", Number = 0 }));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            while (true)
            {
                var found = await FindAsync("counter");
                var commit = new DocumentCommit
                {
                    Partition = Here,
                    Puts = [Ticket.Type.Put(found!.Value with { Number = found.Value.Number + 1 }, found.Version), Ticket.Type.Put(new Ticket { Key = $"by {writer}", Number = -1 }, 0)],
                };
                if ((await TryCommitAsync(commit)).Outcome == CommitOutcome.Committed)
                {
                    return;
                }
            }
        })));
        await CrashAsync();

        Assert.Equal(Writers, (await FindAsync("counter"))!.Value.Number);
        Assert.Equal(Writers, (await KeysAsync(Query("number", Between(-1, 0)) with { Limit = 1_000 })).Length);
    }

    [Fact]
    public async Task Readers_see_all_of_a_commit_or_nothing()
    {
        await CommitAsync(Pair(0));
        var rounds = Scale.Count(60, 1_000);
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= rounds; i++)
            {
                await Store.CommitAsync(Pair(i), Cancellation);
            }
        });

        while (!writing.IsCompleted)
        {
            var page = await Store.QueryAsync(Ticket.Type, Query("labels"), Cancellation);
            Assert.Equal(2, page.Items.Length);
            Assert.Equal(page.Items[0].Value.Number, page.Items[1].Value.Number);
        }

        await writing;
        Assert.Equal(rounds, (await FindAsync("a"))!.Value.Number);

        static DocumentCommit Pair(int number) =>
            Put(new Ticket { Key = "a", Number = number, Labels = ["pair"] }, new Ticket { Key = "b", Number = number, Labels = ["pair"] });
    }

    [Fact]
    public async Task Of_commits_that_create_the_same_document_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
            await TryCommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Type.Put(new Ticket { Key = "k", Number = i }, 0)], Signals = [Signal($"{i}")] }))));

        Assert.Single(results, result => result.Outcome == CommitOutcome.Committed);
        Assert.Equal($"about {(await FindAsync("k"))!.Value.Number}", Assert.Single(await SignalsAsync()).Signal.AggregateId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_that_was_committed_is_there_after_reopening(bool crash)
    {
        await CommitAsync(Put(Enumerable.Range(0, 50).Select(i => new Ticket { Key = $"k{i}", Number = i, Labels = [$"l{i % 3}"] })) with { Signals = [Signal("1"), Signal("2")] });
        await CommitAsync(Delete("k7"));
        await SetAsync(Timer("t"), Timer("claimed", -Minute));
        var claim = Assert.Single(await ClaimAsync(1));
        var lease = await AcquireAsync("owner");
        var before = await ObserveAsync();

        await (crash ? CrashAsync() : ReopenAsync());

        Assert.Equal(before, await ObserveAsync());
        Assert.Equal(16, (await KeysAsync(Query("labels", IndexRange.StartingWith(IndexKey.Empty.Add("l1"))))).Length);
        Assert.Equal("t", Assert.Single(await ClaimAsync()).Timer.Key);
        Assert.Null(await AcquireAsync("other"));
        var result = await TryCommitAsync(new DocumentCommit { Partition = Here, CompletedTimers = [claim], Fence = lease });
        Assert.Equal(CommitOutcome.Committed, result.Outcome);
    }
}
