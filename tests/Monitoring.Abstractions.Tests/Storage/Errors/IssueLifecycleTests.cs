using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class IssueLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);
    private static readonly IssueState Resolved = new() { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None };
    private static readonly IssueState Ignored = new() { Status = IssueStatus.Ignored, Substatus = IssueSubstatus.ArchivedUntil };

    private static readonly Gen<IssueState> States =
        from status in Gen.Elements(Enum.GetValues<IssueStatus>())
        from release in Gen.Elements<string?>(null, "1", "2", "x")
        from until in Gen.Elements<int?>(null, -1, 0, 1)
        from left in Gen.Elements<int?>(null, 1, 2, 3)
        select new IssueState
        {
            Status = status,
            Substatus = IssueSubstatus.None,
            ResolvedInRelease = status == IssueStatus.Resolved ? release : null,
            IgnoredUntil = status == IssueStatus.Ignored && until is { } hours ? Now.AddHours(hours) : null,
            IgnoredEventsLeft = status == IssueStatus.Ignored ? left : null,
        };

    private static readonly Gen<IssueDelta> Deltas =
        from events in Gen.Choose(1, 4)
        from minutes in Gen.Choose(-90, 90)
        from releases in Gen.ArrayOf(Gen.Elements<string?>(null, "1", "2", "3", "x"))
        from release in Gen.Elements<string?>(null, "1", "2", "3", "x")
        select new IssueDelta { Events = events, ReceivedAt = Now.AddMinutes(minutes), Releases = [.. releases.Append(release).Distinct()] };

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "1", true)]
    [InlineData("2", null, true)]
    [InlineData("2", "1", false)]
    [InlineData("2", "2", true)]
    [InlineData("2", "3", true)]
    [InlineData("2", "x", true)]
    [InlineData("x", "1", true)]
    public void Resolved_ComesBackUnlessTheReleaseCameBefore(string? resolvedIn, string? release, bool comesBack)
    {
        var change = IssueLifecycle.OnEvents(Resolved with { ResolvedInRelease = resolvedIn }, Delta(release: release), new Numbers());

        Assert.Equal(comesBack ? IssueTransitionKind.Regressed : null, change.Transition);
        Assert.Equal(comesBack ? (IssueStatus.Unresolved, IssueSubstatus.Regressed) : (IssueStatus.Resolved, IssueSubstatus.None), (change.State.Status, change.State.Substatus));
    }

    [Fact]
    public void Resolved_WithoutAnOrder_ComesBackWithAnyRelease() =>
        Assert.Equal(IssueTransitionKind.Regressed, IssueLifecycle.OnEvents(Resolved with { ResolvedInRelease = "2" }, Delta(release: "1")).Transition);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void IgnoredUntil_ComesBackAtTheInstant(int ticks, bool comesBack)
    {
        var change = IssueLifecycle.OnEvents(Ignored with { IgnoredUntil = Now }, Delta(at: Now.AddTicks(ticks)));

        Assert.Equal(comesBack ? IssueTransitionKind.Unignored : null, change.Transition);
        Assert.Equal(comesBack ? IssueStatus.Unresolved : IssueStatus.Ignored, change.State.Status);
    }

    [Theory]
    [InlineData(5, 1, 4)]
    [InlineData(5, 4, 1)]
    [InlineData(5, 5, null)]
    [InlineData(5, 9, null)]
    [InlineData(1, 1, null)]
    public void IgnoredForSomeEvents_CountsDownAndComesBack(int left, int events, int? after)
    {
        var change = IssueLifecycle.OnEvents(Ignored with { IgnoredEventsLeft = left }, Delta(events));

        Assert.Equal(after, change.State.IgnoredEventsLeft);
        Assert.Equal(after is null ? IssueTransitionKind.Unignored : null, change.Transition);
    }

    [Fact]
    public void What_does_not_change_is_the_same_instance()
    {
        var forEver = Ignored with { Substatus = IssueSubstatus.None };

        Assert.Same(forEver, IssueLifecycle.OnEvents(forEver, Delta()).State);
        Assert.Same(IssueState.Opened, IssueLifecycle.OnEvents(IssueState.Opened, Delta()).State);
    }

    [Fact]
    public void No_events_are_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IssueLifecycle.OnEvents(Resolved, Delta(events: 0)));
        Assert.Throws<ArgumentNullException>(() => IssueLifecycle.OnEvents(null!, Delta()));
    }

    [Property(MaxTest = 1_000)]
    public Property A_transition_means_unresolved_without_conditions_and_no_transition_the_same_status() =>
        Prop.ForAll(States.ToArbitrary(), Deltas.ToArbitrary(), (state, delta) =>
        {
            var change = IssueLifecycle.OnEvents(state, delta, new Numbers());
            return change.Transition is null
                ? change.State.Status == state.Status
                : state.Status != IssueStatus.Unresolved && change.State is { Status: IssueStatus.Unresolved, ResolvedInRelease: null, IgnoredUntil: null, IgnoredEventsLeft: null };
        });

    [Property(MaxTest = 1_000)]
    public Property Once_back_it_stays() => Prop.ForAll(States.ToArbitrary(), Deltas.ToArbitrary(), (state, delta) =>
    {
        var back = IssueLifecycle.OnEvents(state, delta, new Numbers());
        return back.Transition is null || IssueLifecycle.OnEvents(back.State, delta, new Numbers()).Transition is null;
    });

    /// <summary>So that a store may sum up a batch or take its events one by one.</summary>
    [Property(MaxTest = 1_000)]
    public Property Events_one_by_one_end_where_all_at_once_end() => Prop.ForAll(States.ToArbitrary(), Deltas.ToArbitrary(), (state, delta) =>
    {
        var atOnce = IssueLifecycle.OnEvents(state, delta, new Numbers());
        var (single, transitions) = (state, 0);
        foreach (var i in Enumerable.Range(0, (int)Math.Max(delta.Events, delta.Releases.Length)))
        {
            var one = delta with { Events = 1, Releases = [delta.Releases[i % delta.Releases.Length]] };
            var change = IssueLifecycle.OnEvents(single, one, new Numbers());
            (single, transitions) = (change.State, transitions + (change.Transition is null ? 0 : 1));
        }

        var sameNumber = delta.Events >= delta.Releases.Length;
        return !sameNumber || (single == atOnce.State && transitions == (atOnce.Transition is null ? 0 : 1));
    });

    private static IssueDelta Delta(long events = 1, DateTimeOffset? at = null, string? release = null) =>
        new() { Events = events, ReceivedAt = at ?? Now, Releases = [release] };

    private sealed class Numbers : IReleaseOrder
    {
        public int? Compare(string first, string second) =>
            int.TryParse(first, CultureInfo.InvariantCulture, out var one) && int.TryParse(second, CultureInfo.InvariantCulture, out var two) ? one.CompareTo(two) : null;
    }
}
