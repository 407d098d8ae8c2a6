using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Many callers at once, and what is there after a crash.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task A_hundred_writers_at_once_count_exactly()
    {
        const int Writers = 100;
        var rounds = Scale.Count(3, 20);
        var batches = Enumerable.Range(0, Writers * rounds)
            .Select(i => ImmutableArray.Create(
                _some.Next(1),
                _some.Next(2 + (i % 5)) with { UserHash = Spread(i % 50), Tags = [SomeEvents.Tag("writer", $"{i % 10}")] },
                _some.Next(100 + i)))
            .ToList();
        var repeated = batches.Select(batch => batch.Add(batch[0])).ToList();

        var answers = await Task.WhenAll(repeated.Chunk(rounds).Select(work => Task.Run(async () =>
        {
            var results = new List<EventAppendResult>();
            foreach (var batch in work)
            {
                results.AddRange(await Store.AppendAsync(batch, Cancellation));
            }

            return results;
        })));
        await CrashAsync();

        var outcomes = answers.SelectMany(results => results).CountBy(result => result.Outcome).ToDictionary();
        Assert.Equal(batches.Count, outcomes[EventAppendOutcome.Duplicate]);
        Assert.Equal(batches.Count + 6, outcomes[EventAppendOutcome.NewIssue]);
        Assert.Equal(batches.Count, (await ByHashAsync(1)).Count);
        var shared = await Task.WhenAll(Enumerable.Range(2, 5).Select(async hash => await ByHashAsync(hash)));
        Assert.Equal(batches.Count, shared.Sum(row => row.Count));
        Assert.All(shared, row => Assert.Equal(10, row.UserCount));
        Assert.Equal(batches.Count + 6, (await AllTransitionsAsync()).Select(transition => transition.IssueId).Distinct().Count());
    }

    [Fact]
    public async Task Writers_of_the_same_event_count_it_once()
    {
        var events = _some.Many(50);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            await Store.AppendAsync([.. i % 2 == 0 ? events : events.Reverse()], Cancellation))));

        var outcomes = answers.SelectMany(results => results).CountBy(result => result.Outcome).ToDictionary();
        Assert.Equal((1, 49, 950), (outcomes[EventAppendOutcome.NewIssue], outcomes[EventAppendOutcome.Added], outcomes[EventAppendOutcome.Duplicate]));
        Assert.Equal(50, (await ByHashAsync(1)).Count);
    }

    /// <summary>What a read answers comes from several places as a rule, between which somebody may change them.</summary>
    [Fact]
    public async Task Readers_see_issues_as_they_are_at_one_moment()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var other = await OpenIssueAsync(_some.Next(2) with { Environment = "staging" });
        await AppendAsync(_some.Many(4, hash: 2));
        var rounds = Scale.Count(100, 1_000);
        var changing = Task.Run(async () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                await ApplyAsync(id, new IssueChange.Merge { Sources = [other] });
                await ApplyAsync(id, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });
            }
        });

        while (!changing.IsCompleted)
        {
            var row = await GetAsync(id);
            Assert.Equal(row.Hashes.Length == 1 ? (1, 0) : (6, 1), (row.Count, row.Environments.Length));
            var found = await SearchAsync();
            Assert.Equal(6, found.Sum(one => one.Count));
            Assert.Equal(2, found.Sum(one => one.Hashes.Length));
        }

        await changing;
    }

    [Fact]
    public async Task Writers_and_changes_at_once_lose_nothing()
    {
        var ids = (await AppendAsync(_some.Next(0), _some.Next(1), _some.Next(2), _some.Next(3))).Select(result => result.IssueId).ToArray();
        var batches = Enumerable.Range(0, 40).Select(i => _some.Many(5, i % 4)).ToList();

        var writing = Task.WhenAll(batches.Select(batch => Task.Run(async () => await Store.AppendAsync(batch, Cancellation))));
        var changing = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await UpdateAsync(ids[0], new IssueChange.Merge { Sources = [ids[1]] });
                await UpdateAsync(ids[2], new IssueChange.SetState { State = Resolved });
                await UpdateAsync(ids[0], new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(1)] });
                await SearchAsync();
            }
        });
        await Task.WhenAll(writing, changing);

        foreach (var (id, hash) in ids.Zip(Enumerable.Range(0, 4)))
        {
            var row = await GetAsync(id);
            Assert.Equal(51, row.Count);
            Assert.Equal([SomeEvents.Hash(hash)], row.Hashes);
            Assert.Equal(51, (await PageEventsAsync(new EventQuery { IssueId = id, Limit = 100 }, () => ValueTask.FromResult(0))).Count);
        }
    }

    [Fact]
    public async Task Of_changes_for_the_same_version_one_is_applied()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var version = (await GetAsync(id)).Version;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () => await UpdateAsync(id, new IssueChange.Assign { Assignee = $"{i}" }, version))));

        var applied = Assert.Single(results, result => result.Outcome == IssueUpdateOutcome.Applied);
        Assert.Equal(19, results.Count(result => result.Outcome == IssueUpdateOutcome.Conflict));
        AssertSame(applied.Issue!, await GetAsync(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_that_was_answered_is_there_after_reopening(bool crash)
    {
        await FillAsync();
        await AppendAsync(_some.Full());
        await ApplyAsync((await ByHashAsync(3)).Id, new IssueChange.Merge { Sources = [(await ByHashAsync(4)).Id] });
        var before = await ObserveAsync();

        await (crash ? CrashAsync() : ReopenAsync());

        Assert.Equal(before, await ObserveAsync());
    }

    [Fact]
    public async Task Reads_cancelled_before_give_nothing()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetIssueAsync(id, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project }, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.UpdateIssueAsync(
            new IssueUpdate { IssueId = id, Change = new IssueChange.Delete(), ActorId = "someone", At = Time.GetUtcNow() }, cancelled.Token));
        Assert.NotNull(await Store.GetIssueAsync(id, Cancellation));
    }

    private async ValueTask<List<IssueTransition>> AllTransitionsAsync()
    {
        var read = new List<IssueTransition>();
        while (await Store.ReadTransitionsAsync(read.Count == 0 ? 0 : read[^1].Position, 1_000, Cancellation) is { IsEmpty: false } next)
        {
            read.AddRange(next);
        }

        return read;
    }

    /// <summary>All that can be seen of the project.</summary>
    private async ValueTask<List<string>> ObserveAsync()
    {
        var seen = new List<string>();
        foreach (var row in await SearchAsync())
        {
            seen.Add(RenderErrors.Issue(row));
            seen.Add(RenderErrors.Tags(await Store.GetTagsAsync(row.Id, Cancellation)));
            seen.AddRange((await EventsAsync(row.Id)).Select(RenderErrors.Stored));
        }

        seen.AddRange((await TransitionsAsync()).Select(RenderErrors.Transition));
        return seen;
    }
}
