using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>An event counts once, however often it is sent.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Append_IdSentAgain_IsADuplicateAndChangesNothing()
    {
        var appended = _some.Full();
        var id = await OpenIssueAsync(appended);
        var before = await GetAsync(id);

        var again = appended with { Title = "other", Environment = "other", Payload = default, UserHash = 1, Timestamp = appended.Timestamp.AddDays(1) };
        var result = Assert.Single(await AppendAsync(again));

        Assert.Equal((EventAppendOutcome.Duplicate, id), (result.Outcome, result.IssueId));
        AssertSame(before, await GetAsync(id));
        Assert.Equal(RenderErrors.Event(appended), RenderErrors.Event((await Store.GetEventAsync(Project, appended.EventId, Cancellation))!.Event));
        Assert.Single(await TransitionsAsync());
    }

    [Fact]
    public async Task Append_IdTwiceInABatch_CountsOnce()
    {
        var (twice, other) = (_some.Next(1), _some.Next(1));

        var results = await AppendAsync(twice, other, twice);

        Assert.Equal([EventAppendOutcome.NewIssue, EventAppendOutcome.Added, EventAppendOutcome.Duplicate], results.Select(result => result.Outcome));
        Assert.Equal(results[0].IssueId, results[2].IssueId);
        Assert.Equal(2, (await GetAsync(results[0].IssueId)).Count);
    }

    [Fact]
    public async Task Append_IdSentAgainWithAnotherHash_BelongsToItsIssueStill()
    {
        var appended = _some.Next(1);
        var id = await OpenIssueAsync(appended);

        var result = Assert.Single(await AppendAsync(appended with { Hashes = [SomeEvents.Hash(2)] }));

        Assert.Equal((EventAppendOutcome.Duplicate, id), (result.Outcome, result.IssueId));
        Assert.Null(await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(2), Cancellation));
    }

    [Fact]
    public async Task Append_SameIdInAnotherProject_IsNoDuplicate()
    {
        var appended = _some.Next(1);

        var results = await AppendAsync(appended, appended with { ProjectId = OtherProject });

        Assert.Equal([EventAppendOutcome.NewIssue, EventAppendOutcome.NewIssue], results.Select(result => result.Outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_IdSentAgainAfterReopening_IsADuplicate(bool crash)
    {
        var appended = _some.Next(1);
        var id = await OpenIssueAsync(appended);

        await (crash ? CrashAsync() : ReopenAsync());

        var result = Assert.Single(await AppendAsync(appended));
        Assert.Equal((EventAppendOutcome.Duplicate, id), (result.Outcome, result.IssueId));
        Assert.Equal(1, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Append_IdSentAgainAcrossMidnight_IsADuplicateFor24Hours()
    {
        Time.SetUtcNow(new DateTimeOffset(2031, 3, 4, 23, 59, 59, TimeSpan.Zero));
        var appended = _some.Next(1);
        var id = await OpenIssueAsync(appended);

        foreach (var passed in new[] { TimeSpan.FromSeconds(2), TimeSpan.FromHours(12), ErrorStoreLimits.DuplicateWindow - TimeSpan.FromHours(12) - TimeSpan.FromSeconds(3) })
        {
            Time.Advance(passed);
            await AppendAsync(_some.Next(1));
            var result = Assert.Single(await AppendAsync(appended with { ReceivedAt = Time.GetUtcNow() }));
            Assert.Equal((EventAppendOutcome.Duplicate, id), (result.Outcome, result.IssueId));
            await ReopenAsync();
        }

        Assert.Equal(4, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Append_DuplicateOfAMergedEvent_NamesTheIssueThatItBelongsToNow()
    {
        var (target, appended) = (await OpenIssueAsync(_some.Next(1)), _some.Next(2));
        var source = await OpenIssueAsync(appended);
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        var result = Assert.Single(await AppendAsync(appended));

        Assert.Equal((EventAppendOutcome.Duplicate, target), (result.Outcome, result.IssueId));
    }

    [Fact]
    public async Task Append_DuplicateOfADeletedEvent_IsADuplicateOfNoIssue()
    {
        var appended = _some.Next(1);
        await ApplyAsync(await OpenIssueAsync(appended), new IssueChange.Delete());

        var result = Assert.Single(await AppendAsync(appended));

        Assert.Equal((EventAppendOutcome.Duplicate, default), (result.Outcome, result.IssueId));
        Assert.Empty(await SearchAsync());
    }

    [Fact]
    public async Task Append_DuplicateOfAnEventThatRetentionTook_IsADuplicateOfNoIssue()
    {
        var appended = _some.Next(1);
        var id = await OpenIssueAsync(appended);
        Time.Advance(TimeSpan.FromHours(20));
        await Store.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = Time.GetUtcNow(), At = Time.GetUtcNow() }, Cancellation);

        var result = Assert.Single(await AppendAsync(appended));

        Assert.Equal((EventAppendOutcome.Duplicate, default), (result.Outcome, result.IssueId));
        Assert.Equal(1, (await GetAsync(id)).Count);
    }

    /// <summary>The window begins when the event was appended, which may be long after its receipt: it may have waited somewhere.</summary>
    [Fact]
    public async Task Append_DuplicateOfAnEventReceivedLongBeforeItWasAppended_IsADuplicate()
    {
        var appended = _some.Next(1) with { ReceivedAt = Time.GetUtcNow().AddHours(-20) };
        var id = await OpenIssueAsync(appended);
        Time.Advance(TimeSpan.FromHours(10));
        await Store.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = Time.GetUtcNow(), At = Time.GetUtcNow() }, Cancellation);

        var result = Assert.Single(await AppendAsync(appended));

        Assert.Equal(EventAppendOutcome.Duplicate, result.Outcome);
        Assert.Equal(1, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Append_NewEventWithTheContentsOfAnother_Counts()
    {
        var appended = _some.Full();
        var id = await OpenIssueAsync(appended);

        await AppendAsync(appended with { EventId = SomeEvents.Id(500) });

        Assert.Equal(2, (await GetAsync(id)).Count);
    }
}
