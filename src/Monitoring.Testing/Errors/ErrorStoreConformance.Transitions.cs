using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>What others must hear of is written with the change.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Append_OpeningAnIssue_WritesWhoOpenedIt()
    {
        var appended = _some.Full();

        var id = await OpenIssueAsync(appended);

        var transition = Assert.Single(await TransitionsAsync());
        Assert.Equal(RenderErrors.Transition(ByEvent(IssueTransitionKind.Opened, id, appended)), RenderErrors.Transition(transition));
        Assert.True(transition.Position > 0);
    }

    [Fact]
    public async Task Append_BringingIssuesBack_WritesWhoDid()
    {
        var resolved = await OpenIssueAsync(_some.Next(1));
        var ignored = await OpenIssueAsync(_some.Next(2));
        await SetStateAsync(resolved, Resolved);
        await SetStateAsync(ignored, IgnoredUntil(new IgnoreConditions { Events = 1 }));
        var (resolvedState, ignoredState) = ((await GetAsync(resolved)).State, (await GetAsync(ignored)).State);
        var (regressing, unignoring) = (_some.Full() with { Hashes = [SomeEvents.Hash(1)] }, _some.Full() with { Hashes = [SomeEvents.Hash(2)] });

        await AppendAsync(unignoring, regressing, _some.Next(1), _some.Next(2));

        var written = await TransitionsAsync();
        Assert.Equal(6, written.Length);
        var woken = Back with { Substatus = IssueSubstatus.Escalating, Since = Time.GetUtcNow(), Cause = IssueStateCause.Events, Reason = "1 more events" };
        var regressed = Regressed with { Since = Time.GetUtcNow(), Cause = IssueStateCause.Event, Reason = "an event came after it was resolved" };
        Assert.Equal(RenderErrors.Transition(ByEvent(IssueTransitionKind.Unignored, ignored, unignoring) with { StateBefore = ignoredState, StateAfter = woken }), RenderErrors.Transition(written[4]));
        Assert.Equal(RenderErrors.Transition(ByEvent(IssueTransitionKind.Regressed, resolved, regressing) with { StateBefore = resolvedState, StateAfter = regressed }), RenderErrors.Transition(written[5]));
    }

    [Fact]
    public async Task Append_NothingNew_WritesNone()
    {
        var appended = _some.Next(1);
        await AppendAsync(appended);

        await AppendAsync(_some.Next(1), appended, _some.Next(2, 1));

        Assert.Single(await TransitionsAsync());
    }

    [Fact]
    public async Task Update_EachKind_WritesWhoDidIt()
    {
        var target = await OpenIssueAsync(_some.Next(1) with { Title = "target", Level = ErrorLevel.Info });
        var source = await OpenIssueAsync(_some.Next(2) with { ReceivedAt = Time.GetUtcNow().AddHours(-1) });
        var read = (await TransitionsAsync())[^1].Position;
        Time.Advance(TimeSpan.FromTicks(12_345));

        var opened = (await GetAsync(target)).State;
        await SetStateAsync(target, Resolved);
        var resolved = (await GetAsync(target)).State;
        await ApplyAsync(target, new IssueChange.Assign { Assignee = "anna" });
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });
        await ApplyAsync(target, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });
        await ApplyAsync(target, new IssueChange.Delete());

        ImmutableArray<IssueMove> moved = [new IssueMove { IssueId = source, Hashes = [SomeEvents.Hash(2)] }];
        var expected = new[]
        {
            ByActor(IssueTransitionKind.StatusChanged, target) with { StateBefore = opened, StateAfter = resolved },
            ByActor(IssueTransitionKind.Assigned, target) with { AssigneeAfter = "anna" },
            ByActor(IssueTransitionKind.Merged, target) with { Moved = moved },
            ByActor(IssueTransitionKind.Unmerged, target) with { Moved = moved },
            ByActor(IssueTransitionKind.Deleted, target),
        };
        Assert.Equal(expected.Select(RenderErrors.Transition), (await TransitionsAsync(read)).Select(RenderErrors.Transition));
    }

    [Fact]
    public async Task ReadTransitions_InSteps_GivesEachOnceInOrder()
    {
        foreach (var hash in Enumerable.Range(0, 23))
        {
            await AppendAsync(_some.Next(hash));
        }

        var read = new List<IssueTransition>();
        while (await Store.ReadTransitionsAsync(read.Count == 0 ? 0 : read[^1].Position, 5, Cancellation) is { IsEmpty: false } next)
        {
            Assert.True(next.Length <= 5);
            read.AddRange(next);
        }

        Assert.Equal(Enumerable.Range(0, 23).Select(hash => SomeEvents.Id(hash + 1)), read.Select(transition => transition.EventId!.Value));
        Assert.Equal(read.Select(transition => transition.Position).Distinct().Order(), read.Select(transition => transition.Position));
    }

    [Fact]
    public async Task TrimTransitions_UpToAPosition_RemovesThoseAndPositionsGoOnGrowing()
    {
        await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(3));
        var written = await TransitionsAsync();

        await Store.TrimTransitionsAsync(written[1].Position, Cancellation);
        Assert.Equal(written[2].Position, Assert.Single(await TransitionsAsync()).Position);

        await Store.TrimTransitionsAsync(written[2].Position, Cancellation);
        Assert.Empty(await TransitionsAsync());
        await ReopenAsync();
        await AppendAsync(_some.Next(4));
        Assert.True(Assert.Single(await TransitionsAsync()).Position > written[2].Position);
    }

    [Fact]
    public async Task Transitions_are_there_after_a_crash()
    {
        await AppendAsync(_some.Full());
        var before = await TransitionsAsync();

        await CrashAsync();

        var after = await TransitionsAsync();
        Assert.Equal(before.Select(RenderErrors.Transition), after.Select(RenderErrors.Transition));
        Assert.Equal(before[0].Position, after[0].Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_001)]
    public async Task ReadTransitions_ImpossibleNumber_IsMisuse(int max)
    {
        await AssertMisuseAsync(async () => await Store.ReadTransitionsAsync(0, max, Cancellation));
    }

    private IssueTransition ByActor(IssueTransitionKind kind, IssueId id) => new()
    {
        Position = 0,
        ProjectId = Project,
        IssueId = id,
        Kind = kind,
        At = Time.GetUtcNow(),
        Status = IssueStatus.Resolved,
        Title = "target",
        Level = ErrorLevel.Info,
        ActorId = "someone",
        ActorKind = ActorKind.User,
        Door = "api",
    };

    private static IssueTransition ByEvent(IssueTransitionKind kind, IssueId id, GroupedEvent cause) => new()
    {
        Position = 0,
        ProjectId = cause.ProjectId,
        IssueId = id,
        Kind = kind,
        At = cause.ReceivedAt,
        Status = IssueStatus.Unresolved,
        Title = cause.Title,
        Level = cause.Level,
        EventId = cause.EventId,
        Release = cause.Release,
        Environment = cause.Environment,
        Service = cause.Service,
    };
}
