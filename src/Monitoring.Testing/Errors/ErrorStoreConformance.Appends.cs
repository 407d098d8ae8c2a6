using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>What an append does to issues.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Append_Batch_AnswersEachEventInTheBatchsOrder()
    {
        var results = await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(1), _some.Next(1) with { ProjectId = OtherProject }, _some.Next(2));

        Assert.Equal(
            [EventAppendOutcome.NewIssue, EventAppendOutcome.NewIssue, EventAppendOutcome.Added, EventAppendOutcome.NewIssue, EventAppendOutcome.Added],
            results.Select(result => result.Outcome));
        Assert.Equal(results[0].IssueId, results[2].IssueId);
        Assert.Equal(results[1].IssueId, results[4].IssueId);
        Assert.Equal(3, results.Select(result => result.IssueId).Distinct().Count());
        Assert.All(results, result => Assert.False(result.IssueId.IsDefault));
    }

    [Fact]
    public async Task Append_Nothing_AnswersNothing()
    {
        Assert.Empty(await Store.AppendAsync([], Cancellation));
        Assert.Empty(await TransitionsAsync());
    }

    [Fact]
    public async Task Append_ManyEvents_CountsEachInItsIssue()
    {
        var batches = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 200).Select(i => _some.Next(i % 7)).ToImmutableArray()).ToList();

        foreach (var batch in batches)
        {
            await AppendAsync(batch);
        }

        var expected = batches.SelectMany(batch => batch).CountBy(appended => appended.Hashes[0]).ToDictionary();
        var rows = await SearchAsync();
        Assert.Equal(7, rows.Length);
        Assert.All(rows, row => Assert.Equal(expected[row.Hashes[0]], row.Count));
    }

    [Fact]
    public async Task Append_OlderAndNewerEvents_SpansFromTheEarliestToTheLatestTimestamp()
    {
        var now = Time.GetUtcNow();

        await AppendAsync(_some.Next(1) with { Timestamp = now.AddHours(-1) }, _some.Next(1) with { Timestamp = now.AddHours(-9) });
        await AppendAsync(_some.Next(1) with { Timestamp = now.AddHours(-5) });

        var row = Assert.Single(await SearchAsync());
        Assert.Equal(now.AddHours(-9), row.FirstSeen);
        Assert.Equal(now.AddHours(-1), row.LastSeen);
    }

    [Fact]
    public async Task Append_EventReceivedEarlier_LeavesTheIssuesTitleToTheOneReceivedLast()
    {
        var now = Time.GetUtcNow();
        await AppendAsync(
            _some.Next(1) with { Title = "first", Timestamp = now },
            _some.Next(1) with { Title = "last", ReceivedAt = now.AddTicks(1), Timestamp = now.AddDays(-1), Level = ErrorLevel.Warning, Platform = "go", Type = "csp", Culprit = "there" },
            _some.Next(1) with { Title = "late", ReceivedAt = now.AddSeconds(-1) });

        var row = Assert.Single(await SearchAsync());

        Assert.Equal(("last", ErrorLevel.Warning, "go", "csp", "there"), (row.Title, row.Level, row.Platform, row.Type, row.Culprit));
    }

    [Fact]
    public async Task Append_EventsReceivedAtOnce_NamesTheIssueAfterTheGreatestId()
    {
        var (low, high) = (_some.Next(1) with { Title = "low" }, _some.Next(1) with { Title = "high" });

        await AppendAsync(high);
        await AppendAsync(low);

        Assert.Equal("high", Assert.Single(await SearchAsync()).Title);
    }

    [Fact]
    public async Task Append_SecondaryHashIsKnown_JoinsItsIssue()
    {
        var id = await OpenIssueAsync(_some.Next(1));

        var result = Assert.Single(await AppendAsync(_some.Next(2, 1)));

        Assert.Equal((EventAppendOutcome.Added, id), (result.Outcome, result.IssueId));
        Assert.Equal([SomeEvents.Hash(1), SomeEvents.Hash(2)], (await GetAsync(id)).Hashes);
        Assert.Equal(id, (await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(2), Cancellation))!.Id);
        Assert.Equal(2, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Append_HashesOfSeveralIssues_TakesTheFirstAndLeavesTheOthersTheirs()
    {
        var first = await OpenIssueAsync(_some.Next(1));
        var second = await OpenIssueAsync(_some.Next(2));

        var results = await AppendAsync(_some.Next(3, 2, 1), _some.Next(3));

        Assert.Equal([second, second], results.Select(result => result.IssueId));
        Assert.Equal([SomeEvents.Hash(1)], (await GetAsync(first)).Hashes);
        Assert.Equal([SomeEvents.Hash(2), SomeEvents.Hash(3)], (await GetAsync(second)).Hashes);
    }

    [Fact]
    public async Task Append_UnknownSecondaryHash_BelongsToTheIssueFromThenOn()
    {
        var id = await OpenIssueAsync(_some.Next(1, 2));

        var result = Assert.Single(await AppendAsync(_some.Next(2)));

        Assert.Equal((EventAppendOutcome.Added, id), (result.Outcome, result.IssueId));
    }

    [Fact]
    public async Task The_same_hash_in_another_project_is_another_issue()
    {
        var id = await OpenIssueAsync(_some.Next(1) with { Title = "here" });
        var other = await OpenIssueAsync(_some.Next(1) with { ProjectId = OtherProject, Title = "there" });

        Assert.NotEqual(id, other);
        Assert.Equal("here", (await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(1), Cancellation))!.Title);
        Assert.Equal("there", (await Store.FindIssueByHashAsync(OtherProject, SomeEvents.Hash(1), Cancellation))!.Title);
        Assert.Null(await Store.FindIssueByHashAsync(new ProjectId(9), SomeEvents.Hash(1), Cancellation));
        Assert.Equal(1, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Issues_are_numbered_in_their_project()
    {
        await AppendAsync(_some.Next(1), _some.Next(1) with { ProjectId = OtherProject }, _some.Next(2), _some.Next(2) with { ProjectId = OtherProject });

        Assert.Equal(SomeEvents.Hash(1), (await Store.FindIssueByNumberAsync(Project, 1, Cancellation))!.Hashes[0]);
        Assert.Equal(OtherProject, (await Store.FindIssueByNumberAsync(OtherProject, 1, Cancellation))!.ProjectId);
        var rows = await SearchAsync();
        Assert.Equal(2, rows.Select(row => row.Number).Distinct().Count());
        Assert.Null(await Store.FindIssueByNumberAsync(Project, 1_000_000, Cancellation));
        Assert.Null(await Store.FindIssueByNumberAsync(new ProjectId(9), 1, Cancellation));
    }

    [Fact]
    public async Task Append_BeyondALimit_IsRefusedAsAWhole()
    {
        GroupedEvent[] broken =
        [
            _some.Next(1) with { Hashes = [] },
            _some.Next(1) with { Hashes = default },
            _some.Next(1) with { Hashes = [.. Enumerable.Range(1, ErrorStoreLimits.HashesPerEvent + 1).Select(SomeEvents.Hash)] },
            _some.Next(1) with { Payload = new byte[ErrorStoreLimits.PayloadBytes + 1] },
            _some.Next(1) with { ProjectId = default },
            _some.Next(1) with { EventId = default },
        ];

        await Assert.AllAsync(broken, async refused => await AssertMisuseAsync(async () => await AppendAsync(_some.Next(5), refused)));
        await AssertMisuseAsync(async () => await Store.AppendAsync(default, Cancellation));
        await AssertMisuseAsync(async () => await AppendAsync(_some.Many(ErrorStoreLimits.BatchEvents + 1)));
        Assert.Empty(await SearchAsync());
    }

    [Fact]
    public async Task Append_TheMostHashes_KeepsThemAll()
    {
        var appended = _some.Next(8, 7, 6, 5, 4, 3, 2, 1);

        var id = await OpenIssueAsync(appended);

        Assert.Equal(appended.Hashes.Order(), (await GetAsync(id)).Hashes);
        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.Equal(RenderErrors.Event(appended), RenderErrors.Event(stored!.Event));
    }

    [Fact]
    public async Task Append_CancelledBefore_StoresNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.AppendAsync([_some.Next(1)], cancelled.Token));

        Assert.Empty(await SearchAsync());
    }
}
