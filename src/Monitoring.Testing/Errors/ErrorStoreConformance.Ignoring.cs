using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>An ignored issue comes back with the first condition that is met.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task IgnoredUntilAnInstant_AnEventReceivedThen_BringsItBack()
    {
        var until = Time.GetUtcNow().AddHours(1);
        var id = await IgnoreAsync(new IgnoreConditions { Until = until });

        var before = Assert.Single(await AppendAsync(_some.Next(1) with { ReceivedAt = until.AddTicks(-1), Timestamp = until }));
        var then = Assert.Single(await AppendAsync(_some.Next(1) with { ReceivedAt = until, Timestamp = until.AddDays(-1) }));

        Assert.Equal((EventAppendOutcome.Added, EventAppendOutcome.Regressed), (before.Outcome, then.Outcome));
        await AssertWokenAsync(id, IssueSubstatus.Ongoing, IssueStateCause.Time);
    }

    [Fact]
    public async Task IgnoredForOneMoreEvent_TheFirst_BringsItBack()
    {
        var id = await IgnoreAsync(new IgnoreConditions { Events = 1 });

        var results = await AppendAsync(_some.Next(1), _some.Next(1));

        Assert.Equal([EventAppendOutcome.Regressed, EventAppendOutcome.Added], results.Select(result => result.Outcome));
        await AssertWokenAsync(id, IssueSubstatus.Escalating, IssueStateCause.Events);
    }

    [Fact]
    public async Task IgnoredForSomeEvents_TheLastOfThem_BringsItBack()
    {
        var id = await IgnoreAsync(new IgnoreConditions { Events = 5 });
        var before = await GetAsync(id);

        await AppendAsync(_some.Many(2));
        AssertSame(before with { Count = 3 }, await GetAsync(id));
        await ReopenAsync();
        var results = await AppendAsync(_some.Many(4));

        Assert.Equal(
            [EventAppendOutcome.Added, EventAppendOutcome.Added, EventAppendOutcome.Regressed, EventAppendOutcome.Added],
            results.Select(result => result.Outcome));
        await AssertWokenAsync(id, IssueSubstatus.Escalating, IssueStateCause.Events);
    }

    [Fact]
    public async Task IgnoredForSomeEvents_ADuplicate_DoesNotCount()
    {
        var appended = _some.Next(1);
        var id = await OpenIssueAsync(appended);
        await SetStateAsync(id, IgnoredUntil(new IgnoreConditions { Events = 2 }));

        await AppendAsync(appended, appended, _some.Next(1), appended);

        Assert.Equal(IssueStatus.Ignored, (await GetAsync(id)).State.Status);
    }

    [Fact]
    public async Task IgnoredForSomeUsers_NewOnes_Count()
    {
        var id = await OpenIssueAsync(_some.Next(1) with { UserHash = User(1) });
        await SetStateAsync(id, IgnoredUntil(new IgnoreConditions { Users = 2 }));

        var results = await AppendAsync([.. new[] { 1, 2, 2, 1, 3 }.Select(user => _some.Next(1) with { UserHash = User(user) }), _some.Next(1)]);

        Assert.Equal(4, results.TakeWhile(result => result.Outcome == EventAppendOutcome.Added).Count());
        await AssertWokenAsync(id, IssueSubstatus.Escalating, IssueStateCause.Users);
    }

    [Fact]
    public async Task IgnoredForARate_EventsWithinTheWindow_BringItBack()
    {
        var id = await IgnoreAsync(new IgnoreConditions { Rate = new IgnoreRate { Count = 3, Window = TimeSpan.FromMinutes(60) } });
        var version = (await GetAsync(id)).Version;

        foreach (var minutes in new[] { 30, 30, 30, 30 })
        {
            await AppendAsync(_some.Next(1));
            Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        // What the state counts is no change that anybody made.
        var ignored = await GetAsync(id);
        Assert.Equal((IssueStatus.Ignored, version), (ignored.State.Status, ignored.Version));
        await ReopenAsync();
        await AppendAsync(_some.Next(1));
        await ReopenAsync();
        await AppendAsync(_some.Next(1));
        await AssertWokenAsync(id, IssueSubstatus.Escalating, IssueStateCause.Rate);
    }

    [Fact]
    public async Task IgnoredUntilAnyOfSeveral_TheFirstThatIsMet_BringsItBack()
    {
        var id = await IgnoreAsync(new IgnoreConditions { Until = Time.GetUtcNow().AddDays(1), Events = 3, Users = 2 });

        await AppendAsync(_some.Next(1), _some.Next(1) with { UserHash = User(1) });
        Assert.Equal(IssueStatus.Ignored, (await GetAsync(id)).State.Status);
        await AppendAsync(_some.Next(1) with { UserHash = User(1) });

        await AssertWokenAsync(id, IssueSubstatus.Escalating, IssueStateCause.Events);
    }

    [Fact]
    public async Task Ignored_AMerge_CountsOnFromWhereItWas()
    {
        var id = await IgnoreAsync(new IgnoreConditions { Events = 3 });
        await AppendAsync(_some.Next(1));
        await AppendAsync(_some.Many(10, hash: 2));
        var source = (await Store.FindIssueByHashAsync(SomeEvents.Project, SomeEvents.Hash(2), Cancellation))!.Id;

        await ApplyAsync(id, new IssueChange.Merge { Sources = [source] });
        var results = await AppendAsync(_some.Next(2), _some.Next(1));
        Assert.Equal([EventAppendOutcome.Added, EventAppendOutcome.Regressed], results.Select(result => result.Outcome));

        await SetStateAsync(id, IgnoredUntil(new IgnoreConditions { Events = 2 }));
        await AppendAsync(_some.Next(1));
        await ApplyAsync(id, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });
        Assert.Equal(EventAppendOutcome.Regressed, Assert.Single(await AppendAsync(_some.Next(1))).Outcome);
    }

    private static ulong User(int number) => 0x9E37_79B9_7F4A_7C15UL * (ulong)number;

    private async ValueTask<IssueId> IgnoreAsync(IgnoreConditions conditions)
    {
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, IgnoredUntil(conditions));
        return id;
    }

    /// <summary>The issue was brought back for this reason, and this was told once.</summary>
    private async ValueTask AssertWokenAsync(IssueId id, IssueSubstatus substatus, IssueStateCause cause)
    {
        var state = (await GetAsync(id)).State;
        Assert.Equal((IssueStatus.Unresolved, substatus, cause), (state.Status, state.Substatus, state.Cause));
        Assert.NotNull(state.Reason);
        Assert.Null(state.Conditions);
        var told = Assert.Single(await TransitionsAsync(), transition => transition.Kind == IssueTransitionKind.Unignored);
        Assert.Equal((IssueStatus.Ignored, state), (told.StateBefore!.Status, told.StateAfter));
    }
}
