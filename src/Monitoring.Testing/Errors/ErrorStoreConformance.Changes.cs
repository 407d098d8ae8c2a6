using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>What people do to one issue.</content>
public abstract partial class ErrorStoreConformance
{
    public static TheoryData<IssueState> States =>
    [
        Resolved,
        Resolved with { ResolvedInReleases = ["shop@2 \U0001F4A5", "", "web@3"], ResolvedAfterReleases = ["shop@1", "ж"] },
        Resolved with { ResolvedAfterReleases = ["1"] },
        Ignored,
        Ignored with { Conditions = new IgnoreConditions() },
        IgnoredUntil(new IgnoreConditions { Until = new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(3) }),
        IgnoredUntil(new IgnoreConditions { Events = long.MaxValue, Users = 3, UntilEscalating = true }),
        IgnoredUntil(new IgnoreConditions { Rate = new IgnoreRate { Count = 7, Window = TimeSpan.FromMinutes(11).Add(TimeSpan.FromTicks(1)) } }),
        new IssueState { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Escalating },
    ];

    [Theory]
    [MemberData(nameof(States), DisableDiscoveryEnumeration = true)]
    public async Task SetState_EveryFieldOfIt_IsKept(IssueState state)
    {
        var id = await OpenIssueAsync(_some.Next(1));

        var result = await ApplyAsync(id, new IssueChange.SetState { State = state });
        await ReopenAsync();

        var kept = state with { Since = Time.GetUtcNow(), Baseline = new IssueBaseline { Events = 1, Users = 0, HourEvents = 1 } };
        Assert.Equal(kept, result.Issue!.State);
        Assert.Equal(kept, (await GetAsync(id)).State);
    }

    [Fact]
    public async Task Assign_SomebodyAndNobody_IsKept()
    {
        var id = await OpenIssueAsync(_some.Next(1));

        var assigned = await ApplyAsync(id, new IssueChange.Assign { Assignee = "анна" });
        Assert.Equal("анна", assigned.Issue!.Assignee);
        Assert.Equal("анна", (await GetAsync(id)).Assignee);

        await ApplyAsync(id, new IssueChange.Assign { Assignee = null });
        Assert.Null((await GetAsync(id)).Assignee);
    }

    [Fact]
    public async Task SetStateAndAssign_Both_AreKeptAndToldInOrder()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var before = await GetAsync(id);
        var read = (await TransitionsAsync())[^1].Position;

        var changed = await ApplyAsync(id, new IssueChange.SetStateAndAssign { State = Resolved, Assignee = "анна" });
        var stale = await UpdateAsync(id, new IssueChange.SetStateAndAssign { State = before.State, Assignee = null }, before.Version);
        await ReopenAsync();

        Assert.Equal((Resolved, "анна"), (Bare(changed.Issue!.State), changed.Issue.Assignee));
        Assert.Equal(IssueUpdateOutcome.Conflict, stale.Outcome);
        AssertSame(changed.Issue, await GetAsync(id));
        Assert.Equal(
            [IssueTransitionKind.StatusChanged, IssueTransitionKind.Assigned],
            (await TransitionsAsync()).Where(transition => transition.Position > read).Select(transition => transition.Kind));
    }

    [Fact]
    public async Task Update_AtTheExpectedVersion_IsApplied()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var before = await GetAsync(id);

        var result = await UpdateAsync(id, new IssueChange.SetState { State = Resolved }, before.Version);

        Assert.Equal(IssueUpdateOutcome.Applied, result.Outcome);
        Assert.NotEqual(before.Version, result.Issue!.Version);
        AssertSame(result.Issue, await GetAsync(id));
    }

    [Fact]
    public async Task Update_AtAStaleVersion_IsAConflictAndChangesNothing()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var stale = (await GetAsync(id)).Version;
        await ApplyAsync(id, new IssueChange.Assign { Assignee = "newer" });
        var current = await GetAsync(id);

        IssueChange[] changes = [new IssueChange.SetState { State = Resolved }, new IssueChange.Assign { Assignee = "older" }, new IssueChange.Delete()];
        await Assert.AllAsync(
            changes,
            async change =>
            {
                var result = await UpdateAsync(id, change, stale);
                Assert.Equal(IssueUpdateOutcome.Conflict, result.Outcome);
                AssertSame(current, result.Issue);
                AssertSame(current, await GetAsync(id));
            });
        Assert.Equal(2, (await TransitionsAsync()).Length);
    }

    [Fact]
    public async Task Update_OfAnIssueThatIsNotThere_IsNotFound()
    {
        await OpenIssueAsync(_some.Next(1));

        var result = await UpdateAsync(new IssueId(long.MaxValue - 5), new IssueChange.SetState { State = Resolved });

        Assert.Equal(IssueUpdateOutcome.NotFound, result.Outcome);
        Assert.Null(result.Issue);
        Assert.Null(await Store.GetIssueAsync(new IssueId(long.MaxValue - 5), Cancellation));
    }

    [Fact]
    public async Task Changes_leave_other_issues_alone()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var other = await GetAsync(await OpenIssueAsync(_some.Next(2)));

        await SetStateAsync(id, Resolved);
        await ApplyAsync(id, new IssueChange.Assign { Assignee = "x" });
        await ApplyAsync(id, new IssueChange.Delete());

        AssertSame(other, await GetAsync(other.Id));
    }

    [Fact]
    public async Task Delete_AnIssue_TakesAllThatBelongsToIt()
    {
        var appended = _some.Full();
        var id = await OpenIssueAsync(appended);
        var number = (await GetAsync(id)).Number;

        var result = await ApplyAsync(id, new IssueChange.Delete());

        Assert.Null(result.Issue);
        Assert.Null(await Store.GetIssueAsync(id, Cancellation));
        Assert.Null(await Store.FindIssueByNumberAsync(Project, number, Cancellation));
        Assert.Null(await Store.FindIssueByHashAsync(Project, appended.Hashes[1], Cancellation));
        Assert.Null(await Store.GetEventAsync(Project, appended.EventId, Cancellation));
        Assert.Empty(await EventsAsync(id));
        Assert.Empty(await Store.GetTagsAsync(id, Cancellation));
        Assert.Empty(await Store.GetSeriesAsync(new SeriesQuery { IssueId = id, From = appended.Timestamp, To = Time.GetUtcNow() }, Cancellation));
        Assert.Empty(await SearchAsync());
        Assert.Empty(await SearchAsync(new IssueFilter.HasTag { Key = "os", Value = "Linux" }));
        Assert.Equal(IssueUpdateOutcome.NotFound, (await UpdateAsync(id, new IssueChange.Delete())).Outcome);
    }

    [Fact]
    public async Task Delete_ThenAnEventOfItsHash_OpensANewIssueThatCountsFromOne()
    {
        var deleted = await OpenIssueAsync(_some.Full());
        await AppendAsync(_some.Many(3));
        var number = (await GetAsync(deleted)).Number;
        await ApplyAsync(deleted, new IssueChange.Delete());
        await ReopenAsync();

        var id = await OpenIssueAsync(_some.Next(1));

        var row = await GetAsync(id);
        Assert.NotEqual(deleted, id);
        Assert.NotEqual(number, row.Number);
        Assert.Equal((1L, 0L, IssueState.Opened), (row.Count, row.UserCount, Bare(row.State)));
        Assert.Equal([SomeEvents.Hash(1)], row.Hashes);
        Assert.Empty(await Store.GetTagsAsync(id, Cancellation));
        Assert.Null(await Store.GetIssueAsync(deleted, Cancellation));
    }
}
