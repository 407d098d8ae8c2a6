using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Issues become one.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Merge_TwoIssues_SumsWhatTheyCounted()
    {
        var now = Time.GetUtcNow();
        var target = await OpenIssueAsync(_some.Full() with { Hashes = [SomeEvents.Hash(1)], UserHash = 5, Timestamp = now.AddHours(-2) });
        var source = await OpenIssueAsync(_some.Next(2) with { UserHash = 5, Timestamp = now.AddHours(-4), Environment = "staging", Title = "latest", ReceivedAt = now.AddTicks(1) });
        await AppendAsync(_some.Next(2) with { UserHash = 6, Tags = [SomeEvents.Tag("os", "Linux")] });

        var result = await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        var row = result.Issue!;
        AssertSame(row, await GetAsync(target));
        Assert.Equal((target, 3L, 2L), (row.Id, row.Count, row.UserCount));
        Assert.Equal((now.AddHours(-4), now), (row.FirstSeen, row.LastSeen));
        Assert.Equal([SomeEvents.Hash(1), SomeEvents.Hash(2)], row.Hashes);
        Assert.Equal(["production", "staging"], row.Environments);
        Assert.Equal("latest", row.Title);
        Assert.Equal(
            """["browser" total 1 ["Firefox 120"=1] others 0, "os" total 2 ["Linux"=2] others 0]""",
            RenderErrors.Tags(await Store.GetTagsAsync(target, Cancellation)));
        var series = await Store.GetSeriesAsync(new SeriesQuery { IssueId = target, From = now.AddDays(-1), To = now.AddTicks(1) }, Cancellation);
        Assert.Equal(3, series.Sum(point => point.Count));
        Assert.Equal(3, (await EventsAsync(target)).Length);
    }

    [Fact]
    public async Task Merge_TheSource_IsGoneAndLeadsToTheTarget()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var appended = _some.Next(2);
        var source = await OpenIssueAsync(appended);
        var number = (await GetAsync(source)).Number;

        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });
        await ReopenAsync();

        var row = await GetAsync(target);
        AssertSame(row, await Store.GetIssueAsync(source, Cancellation));
        AssertSame(row, await Store.FindIssueByNumberAsync(Project, number, Cancellation));
        AssertSame(row, await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(2), Cancellation));
        AssertSame(row, Assert.Single(await SearchAsync()));
        Assert.Equal(target, (await Store.GetEventAsync(Project, appended.EventId, Cancellation))!.IssueId);
        Assert.Equal(2, (await EventsAsync(source)).Length);
        Assert.Equal(RenderErrors.Tags(await Store.GetTagsAsync(target, Cancellation)), RenderErrors.Tags(await Store.GetTagsAsync(source, Cancellation)));
    }

    [Fact]
    public async Task Merge_LaterEventsOfTheSource_CountInTheTarget()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var source = await OpenIssueAsync(_some.Next(2));
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        var result = Assert.Single(await AppendAsync(_some.Next(2)));

        Assert.Equal((EventAppendOutcome.Added, target), (result.Outcome, result.IssueId));
        Assert.Equal(3, (await GetAsync(target)).Count);
    }

    [Fact]
    public async Task Merge_TheTarget_KeepsItsStateAndAssignee()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var source = await OpenIssueAsync(_some.Next(2));
        await SetStateAsync(target, Resolved);
        await ApplyAsync(target, new IssueChange.Assign { Assignee = "anna" });
        await ApplyAsync(source, new IssueChange.Assign { Assignee = "boris" });

        var row = (await ApplyAsync(target, new IssueChange.Merge { Sources = [source] })).Issue!;

        Assert.Equal((Resolved, "anna"), (Bare(row.State), row.Assignee));
        Assert.Equal(EventAppendOutcome.Regressed, Assert.Single(await AppendAsync(_some.Next(2))).Outcome);
    }

    [Fact]
    public async Task Merge_SeveralAndInTurn_LeadsAllIdsToTheLast()
    {
        var ids = (await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(3), _some.Next(4))).Select(result => result.IssueId).ToArray();
        await ApplyAsync(ids[1], new IssueChange.Merge { Sources = [ids[2], ids[3]] });
        await ApplyAsync(ids[0], new IssueChange.Merge { Sources = [ids[1]] });

        await Assert.AllAsync(ids, async id => Assert.Equal(ids[0], (await GetAsync(id)).Id));
        Assert.Equal(4, (await GetAsync(ids[0])).Count);
    }

    [Fact]
    public async Task Merge_ByIdsThatWereMergedAway_MeansWhereTheyLead()
    {
        var ids = (await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(3))).Select(result => result.IssueId).ToArray();
        await ApplyAsync(ids[0], new IssueChange.Merge { Sources = [ids[1]] });

        var result = await ApplyAsync(ids[1], new IssueChange.Merge { Sources = [ids[2]] });

        Assert.Equal((ids[0], 3L), (result.Issue!.Id, result.Issue.Count));
    }

    [Fact]
    public async Task Merge_SourceThatAlreadyLeadsHere_ChangesNothing()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var source = await OpenIssueAsync(_some.Next(2));
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });
        var before = await GetAsync(target);

        var result = await UpdateAsync(target, new IssueChange.Merge { Sources = [source] });

        Assert.Equal(IssueUpdateOutcome.Applied, result.Outcome);
        Assert.Equal(before.Hashes, result.Issue!.Hashes);
        Assert.Equal(before.Count, result.Issue.Count);
    }

    [Fact]
    public async Task Merge_WithWhatIsNotThere_ChangesNothing()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var there = await OpenIssueAsync(_some.Next(2));
        var before = await GetAsync(there);

        var result = await UpdateAsync(target, new IssueChange.Merge { Sources = [there, new IssueId(long.MaxValue - 5)] });

        Assert.Equal(IssueUpdateOutcome.NotFound, result.Outcome);
        AssertSame(before, await GetAsync(there));
        Assert.Equal(1, (await GetAsync(target)).Count);
    }

    [Fact]
    public async Task Merge_OfAnotherProject_IsRefused()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var other = await OpenIssueAsync(_some.Next(1) with { ProjectId = OtherProject });

        var result = await UpdateAsync(target, new IssueChange.Merge { Sources = [other] });

        Assert.Equal(IssueUpdateOutcome.Refused, result.Outcome);
        Assert.Equal(other, (await GetAsync(other)).Id);
        Assert.Equal(1, (await GetAsync(target)).Count);
    }

    [Fact]
    public async Task Merge_NothingOrItself_IsMisuse()
    {
        var id = await OpenIssueAsync(_some.Next(1));

        await AssertMisuseAsync(async () => await UpdateAsync(id, new IssueChange.Merge { Sources = [] }));
        await AssertMisuseAsync(async () => await UpdateAsync(id, new IssueChange.Merge { Sources = [id] }));
        await AssertMisuseAsync(async () => await UpdateAsync(id, new IssueChange.Unmerge { Hashes = [] }));
    }

    [Fact]
    public async Task Delete_AfterAMerge_TakesBothAndNoIdLeadsAnywhere()
    {
        var target = await OpenIssueAsync(_some.Next(1));
        var source = await OpenIssueAsync(_some.Next(2));
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        await ApplyAsync(source, new IssueChange.Delete());

        Assert.Null(await Store.GetIssueAsync(target, Cancellation));
        Assert.Null(await Store.GetIssueAsync(source, Cancellation));
        var reopened = await OpenIssueAsync(_some.Next(2));
        Assert.DoesNotContain(reopened, new[] { target, source });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merge_ThenTheTargetGoes_TheNamesOfTheSourcesGoWithIt(bool expires)
    {
        var old = Time.GetUtcNow().AddDays(-50);
        var results = await AppendAsync([.. Enumerable.Range(1, 4).Select(hash => _some.Next(hash) with { Timestamp = old }), _some.Next(5), _some.Next(6)]);
        var ids = results.Select(result => result.IssueId).ToArray();
        var numbers = await Task.WhenAll(ids.Select(async id => (await GetAsync(id)).Number));
        await ApplyAsync(ids[1], new IssueChange.Merge { Sources = [ids[2], ids[3]] });
        await ApplyAsync(ids[0], new IssueChange.Merge { Sources = [ids[1]] });
        await ApplyAsync(ids[4], new IssueChange.Merge { Sources = [ids[5]] });

        if (expires)
        {
            await RetainAsync(old.AddDays(-1), issuesBefore: old.AddDays(1));
        }
        else
        {
            await ApplyAsync(ids[0], new IssueChange.Delete());
        }

        await ReopenAsync();
        for (var gone = 0; gone < 4; gone++)
        {
            Assert.Null(await Store.GetIssueAsync(ids[gone], Cancellation));
            Assert.Null(await Store.FindIssueByNumberAsync(Project, numbers[gone], Cancellation));
            Assert.Null(await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(gone + 1), Cancellation));
            Assert.Equal(IssueUpdateOutcome.NotFound, (await UpdateAsync(ids[gone], new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(gone + 1)] })).Outcome);
        }

        Assert.Equal((ids[4], ids[4]), ((await GetAsync(ids[5])).Id, (await Store.FindIssueByNumberAsync(Project, numbers[5], Cancellation))!.Id));
        var reopened = await GetAsync(await OpenIssueAsync(_some.Next(3)));
        Assert.DoesNotContain(reopened.Id, ids);
        Assert.DoesNotContain(reopened.Number, numbers);
        Assert.Equal([SomeEvents.Hash(3)], reopened.Hashes);
    }
}
