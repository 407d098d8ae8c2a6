using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>What may go, goes, and nothing else.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Retention_OldEvents_GoByTheDayAndStayCounted()
    {
        var midnight = new DateTimeOffset(2031, 3, 4, 0, 0, 0, TimeSpan.Zero);
        var old = Received(midnight.AddTicks(-1));
        var kept = Received(midnight) with { Payload = new byte[] { 1 }, Timestamp = midnight.AddDays(-9) };
        await AppendAsync(Received(midnight.AddDays(-9)), old, kept);
        var id = (await ByHashAsync(1)).Id;
        var before = await GetAsync(id);

        var result = await RetainAsync(midnight.AddHours(23));

        Assert.Equal((2L, 0L), (result.Events, result.Issues));
        AssertSame(before, await GetAsync(id));
        Assert.Null(await Store.GetEventAsync(Project, old.EventId, Cancellation));
        Assert.Equal(kept.EventId, Assert.Single(await EventsAsync(id)).Event.EventId);
        Assert.Equal(1, (await Store.GetEventAsync(Project, kept.EventId, Cancellation))!.Event.Payload.Length);
        var series = await Store.GetSeriesAsync(new SeriesQuery { IssueId = id, From = midnight.AddDays(-10), To = midnight.AddDays(1), Bucket = SeriesBucket.Day }, Cancellation);
        Assert.Equal(3, series.Sum(point => point.Count));
    }

    [Fact]
    public async Task Retention_TwiceTheSame_FindsNothingMore()
    {
        var now = Time.GetUtcNow();
        await AppendAsync(Received(now.AddDays(-3)), Received(now));

        Assert.Equal(1, (await RetainAsync(now)).Events);
        await ReopenAsync();
        Assert.Equal(0, (await RetainAsync(now)).Events);
        Assert.Single(await EventsAsync((await ByHashAsync(1)).Id));
    }

    [Fact]
    public async Task Retention_OfAProject_LeavesOthersAlone()
    {
        var now = Time.GetUtcNow();
        var other = Received(now.AddDays(-3)) with { ProjectId = OtherProject };
        await AppendAsync(Received(now.AddDays(-3)), other);

        await RetainAsync(now, issuesBefore: now);

        Assert.Empty(await SearchAsync());
        var stored = await Store.GetEventAsync(OtherProject, other.EventId, Cancellation);
        Assert.Equal(RenderErrors.Event(other), RenderErrors.Event(stored!.Event));
        Assert.Equal(1, (await GetAsync(stored.IssueId)).Count);
    }

    [Fact]
    public async Task Retention_IssuesNotSeenForLong_GoWithAllTheyCounted()
    {
        var now = Time.GetUtcNow();
        var edge = now.AddDays(-30);
        await AppendAsync(
            _some.Next(1) with { Timestamp = edge.AddTicks(-1), Tags = [SomeEvents.Tag("os", "Linux")] },
            _some.Next(1) with { Timestamp = edge.AddDays(-1) },
            _some.Next(2) with { Timestamp = edge },
            _some.Next(2) with { Timestamp = edge.AddDays(-9) });
        var (gone, stays) = ((await ByHashAsync(1)).Id, (await ByHashAsync(2)).Id);
        var transitions = (await TransitionsAsync()).Length;

        var result = await RetainAsync(now.AddDays(-60), issuesBefore: edge);

        Assert.Equal((2L, 1L), (result.Events, result.Issues));
        Assert.Null(await Store.GetIssueAsync(gone, Cancellation));
        Assert.Empty(await SearchAsync(new IssueFilter.HasTag { Key = "os", Value = "Linux" }));
        Assert.Equal(2, (await GetAsync(stays)).Count);
        var told = Assert.Single((await TransitionsAsync()).Skip(transitions));
        Assert.Equal((IssueTransitionKind.Expired, gone, now, "TimeoutError: no answer"), (told.Kind, told.IssueId, told.At, told.Title));
        Assert.NotEqual(gone, await OpenIssueAsync(_some.Next(1)));
    }

    [Fact]
    public async Task Retention_OfEventsAlone_KeepsIssuesWithoutAnyEvent()
    {
        var now = Time.GetUtcNow();
        var id = await OpenIssueAsync(_some.Full() with { ReceivedAt = now.AddDays(-3) });
        var tags = RenderErrors.Tags(await Store.GetTagsAsync(id, Cancellation));

        await RetainAsync(now);

        Assert.Empty(await EventsAsync(id));
        Assert.Equal(1, (await GetAsync(id)).Count);
        Assert.Equal(tags, RenderErrors.Tags(await Store.GetTagsAsync(id, Cancellation)));
        Assert.Equal(EventAppendOutcome.Added, Assert.Single(await AppendAsync(_some.Next(1))).Outcome);
    }

    [Fact]
    public async Task Retention_OfAMergedIssue_TakesItAsOne()
    {
        var now = Time.GetUtcNow();
        var target = await OpenIssueAsync(_some.Next(1) with { Timestamp = now.AddDays(-90) });
        var source = await OpenIssueAsync(_some.Next(2) with { Timestamp = now });
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        Assert.Equal(0, (await RetainAsync(now.AddDays(-90), issuesBefore: now.AddDays(-30))).Issues);
        Assert.Equal(2, (await GetAsync(target)).Count);
        Assert.Equal(1, (await RetainAsync(now.AddDays(-90), issuesBefore: now.AddTicks(1))).Issues);
        Assert.Null(await Store.GetIssueAsync(source, Cancellation));
    }

    private GroupedEvent Received(DateTimeOffset at) => _some.Next(1) with { ReceivedAt = at, Timestamp = at };

    private ValueTask<RetentionResult> RetainAsync(DateTimeOffset eventsBefore, DateTimeOffset? issuesBefore = null) =>
        Store.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = eventsBefore, IssuesBefore = issuesBefore, At = Time.GetUtcNow() }, Cancellation);
}
