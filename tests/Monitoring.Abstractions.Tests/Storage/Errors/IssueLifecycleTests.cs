using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class IssueLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);
    private static readonly IssueState Resolved = new() { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None };
    private static readonly IssueState Ignored = new() { Status = IssueStatus.Ignored, Substatus = IssueSubstatus.ArchivedUntil, Baseline = Baseline(100, 10) };
    private static readonly IssueState Ongoing = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };

    private static readonly Gen<ImmutableArray<string>> Releases = Gen.ArrayOf(Gen.Elements("1.1", "1.5", "2.3", "x")).Select(some => some.Distinct().Take(3).ToImmutableArray());

    private static readonly Gen<IssueState> States =
        from status in Gen.Elements(Enum.GetValues<IssueStatus>())
        from substatus in Gen.Elements(IssueSubstatus.New, IssueSubstatus.Ongoing, IssueSubstatus.Escalating)
        from days in Gen.Choose(0, 9)
        from mending in Releases
        from older in Releases
        from until in Gen.Elements<int?>(null, -1, 0, 1)
        from events in Gen.Elements<int?>(null, 1, 2, 3)
        from users in Gen.Elements<int?>(null, 1, 2, 3)
        from rate in Gen.Elements<int?>(null, 1, 2)
        from escalating in Gen.Elements(true, false)
        select new IssueState
        {
            Status = status,
            Substatus = status == IssueStatus.Unresolved ? substatus : IssueSubstatus.None,
            Since = Now.AddDays(-days),
            Baseline = Baseline(100, 10),
            ResolvedInReleases = status == IssueStatus.Resolved ? mending : [],
            ResolvedAfterReleases = status == IssueStatus.Resolved ? older : [],
            Conditions = status != IssueStatus.Ignored ? null : new IgnoreConditions
            {
                Until = until is { } hours ? Now.AddHours(hours) : null,
                Events = events,
                Users = users,
                Rate = rate is { } count ? new IgnoreRate { Count = count, Window = TimeSpan.FromHours(1) } : null,
                UntilEscalating = escalating,
            },
        };

    private static readonly Gen<GroupedEvent> Events =
        from minutes in Gen.Choose(-90, 90)
        from release in Gen.Elements<string?>(null, "1.0", "1.3", "1.5", "2.0", "2.4", "x", "y")
        select Event(Now.AddMinutes(minutes), release);

    private static readonly Gen<SomeCounts> Counts =
        from events in Gen.Choose(101, 104)
        from users in Gen.Choose(10, 13)
        from hour in Gen.Elements(0, 5, 11, 500)
        select new SomeCounts { Events = events, Users = users, Hours = asked => asked == IssueLifecycle.HourOf(Now) ? hour : 1 };

    [Theory]
    [InlineData("", null, "an event came after it was resolved")]
    [InlineData("", "1.0", "an event came after it was resolved")]
    [InlineData("2.4.0", null, "the event names no release")]
    [InlineData("2.4.0", "2.3.9", null)]
    [InlineData("2.4.0", "2.4.0", "2.4.0 = fixed in 2.4.0")]
    [InlineData("2.4.0", "2.4.1", "2.4.1 > fixed in 2.4.0, version order")]
    [InlineData("2.4.0", "x", "x has no order with fixed in 2.4.0")]
    [InlineData("x", "1.0", "1.0 has no order with fixed in x")]
    [InlineData("2.1.5 2.2.3", "2.1.4", null)]
    [InlineData("2.1.5 2.2.3", "2.1.9", "2.1.9 > fixed in 2.1.5, version order")]
    [InlineData("2.2.3 2.1.5", "2.2.1", null)]
    [InlineData("2.1.5 2.20.3", "2.15.0", null)]
    [InlineData("1.9.3 2.4.0", "1.10.0", "1.10.0 > fixed in 1.9.3, version order")]
    [InlineData("1.9.3 2.4.0", "3.0", "3.0 > fixed in 2.4.0, version order")]
    public void Resolved_ComesBackUnlessTheReleaseCameBeforeTheMendingOfItsBranch(string mending, string? release, string? reason)
    {
        var state = Resolved with { ResolvedInReleases = [.. mending.Split(' ', StringSplitOptions.RemoveEmptyEntries)] };

        var change = IssueLifecycle.OnEvent(state, Event(release: release), new SomeCounts(), new Numbers());

        Assert.Equal(reason, change.State.Reason);
        Assert.Equal(reason is null ? null : IssueTransitionKind.Regressed, change.Transition);
        Assert.Equal(reason is null ? (IssueStatus.Resolved, IssueSubstatus.None) : (IssueStatus.Unresolved, IssueSubstatus.Regressed), (change.State.Status, change.State.Substatus));
    }

    [Theory]
    [InlineData("2.3.9", null)]
    [InlineData("2.4.0", null)]
    [InlineData("1.9", null)]
    [InlineData("old", null)]
    [InlineData("2.4.1", "2.4.1 > 2.4.0, the newest when it was resolved in the next release, version order")]
    [InlineData("new", "new was not known when it was resolved in the next release, order of first sight")]
    public void ResolvedInTheNextRelease_ComesBackWithWhatIsNewer(string release, string? reason)
    {
        var state = Resolved with { ResolvedAfterReleases = ["2.4.0", "old"] };

        Assert.True(state.IsResolvedInNextRelease);
        Assert.Equal(reason, IssueLifecycle.OnEvent(state, Event(release: release), new SomeCounts(), new Numbers()).State.Reason);
    }

    [Fact]
    public void Resolved_WithoutAnOrder_ComesBackWithAnyReleaseThatIsNotKnown()
    {
        var state = Resolved with { ResolvedInReleases = ["2"], ResolvedAfterReleases = ["1"] };

        Assert.Null(IssueLifecycle.OnEvent(state, Event(release: "1"), new SomeCounts()).Transition);
        Assert.Equal(IssueTransitionKind.Regressed, IssueLifecycle.OnEvent(state, Event(release: "0"), new SomeCounts()).Transition);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void IgnoredUntil_ComesBackAtTheInstant(int ticks, bool comesBack)
    {
        var change = IssueLifecycle.OnEvent(Ignored with { Conditions = new IgnoreConditions { Until = Now } }, Event(Now.AddTicks(ticks)), new SomeCounts());

        Assert.Equal(comesBack ? IssueTransitionKind.Unignored : null, change.Transition);
        Assert.Equal(comesBack ? (IssueStatus.Unresolved, IssueSubstatus.Ongoing, IssueStateCause.Time) : (IssueStatus.Ignored, IssueSubstatus.ArchivedUntil, IssueStateCause.None), (change.State.Status, change.State.Substatus, change.State.Cause));
    }

    /// <summary>Every kind of condition with everything that may meet it: it is woken by its own, and by nothing else.</summary>
    [Theory]
    [InlineData("until", IssueStateCause.Time, IssueTransitionKind.Unignored, IssueSubstatus.Ongoing)]
    [InlineData("events", IssueStateCause.Events, IssueTransitionKind.Unignored, IssueSubstatus.Escalating)]
    [InlineData("users", IssueStateCause.Users, IssueTransitionKind.Unignored, IssueSubstatus.Escalating)]
    [InlineData("rate", IssueStateCause.Rate, IssueTransitionKind.Unignored, IssueSubstatus.Escalating)]
    [InlineData("escalating", IssueStateCause.Escalation, IssueTransitionKind.Escalated, IssueSubstatus.Escalating)]
    public void Ignored_EachConditionAndTrigger_FitOneToOne(string condition, IssueStateCause cause, IssueTransitionKind transition, IssueSubstatus substatus)
    {
        var state = Ignored with
        {
            Conditions = new IgnoreConditions
            {
                Until = condition == "until" ? Now : null,
                Events = condition == "events" ? 5 : null,
                Users = condition == "users" ? 3 : null,
                Rate = condition == "rate" ? new IgnoreRate { Count = 2, Window = TimeSpan.FromMinutes(10) }.With(Now.AddHours(-1)) : null,
                UntilEscalating = condition == "escalating",
            },
        };
        var quiet = Event(Now.AddMinutes(-1));
        var triggers = new Dictionary<string, Func<IssueChangeOfState>>
        {
            ["until"] = () => IssueLifecycle.OnEvent(state, Event(Now), Few()),
            ["events"] = () => IssueLifecycle.OnEvent(state, quiet, Few(events: 105)),
            ["users"] = () => IssueLifecycle.OnEvent(state, quiet, Few(users: 13)),
            ["rate"] = () => IssueLifecycle.OnEvent(IssueLifecycle.OnEvent(state, quiet, Few()).State, quiet, Few()),
            ["escalating"] = () => IssueLifecycle.OnEvent(state, quiet, new SomeCounts { Events = 101, Users = 10, FirstSeen = Now.AddDays(-30), Hours = hour => hour == IssueLifecycle.HourOf(Now) ? 60 : 1 }),
        };

        foreach (var (name, trigger) in triggers)
        {
            var change = trigger();
            if (name != condition)
            {
                Assert.True(change is { Transition: null, Outcome: EventAppendOutcome.Added, State.Status: IssueStatus.Ignored }, $"{condition} was woken by {name}");
                continue;
            }

            Assert.Equal((transition, EventAppendOutcome.Regressed, state), (change.Transition, change.Outcome, change.Before with { Conditions = state.Conditions }));
            Assert.Equal((IssueStatus.Unresolved, substatus, cause, null), (change.State.Status, change.State.Substatus, change.State.Cause, change.State.Conditions));
            Assert.NotEmpty(change.State.Reason!);
        }
    }

    [Theory]
    [InlineData(1, 101, true)]
    [InlineData(5, 104, false)]
    [InlineData(5, 105, true)]
    [InlineData(5, 999, true)]
    public void IgnoredForSomeEvents_ComesBackWithTheLastOfThem(int more, int counted, bool comesBack)
    {
        var change = IssueLifecycle.OnEvent(Ignored with { Conditions = new IgnoreConditions { Events = more } }, Event(), Few(counted));

        Assert.Equal(comesBack, change.Transition is not null);
    }

    [Fact]
    public void Ignored_WithoutABaseline_BeginsToCountWithThisEvent()
    {
        var state = Ignored with { Baseline = null, Conditions = new IgnoreConditions { Events = 2 } };

        var first = IssueLifecycle.OnEvent(state, Event(), Few(500));

        Assert.Equal((null, 499L), (first.Transition, first.State.Baseline!.Events));
        Assert.Equal(IssueStateCause.Events, IssueLifecycle.OnEvent(first.State, Event(), Few(501)).State.Cause);
    }

    [Theory]
    [InlineData(IssueSubstatus.New, 7, IssueSubstatus.Ongoing)]
    [InlineData(IssueSubstatus.New, 6, IssueSubstatus.New)]
    [InlineData(IssueSubstatus.Regressed, 7, IssueSubstatus.Ongoing)]
    [InlineData(IssueSubstatus.Escalating, 7, IssueSubstatus.Ongoing)]
    public void At_AfterAWeek_IsOngoing(IssueSubstatus substatus, int days, IssueSubstatus expected)
    {
        var state = Ongoing with { Substatus = substatus, Since = Now };

        Assert.Equal(expected, IssueLifecycle.At(state, Now.AddDays(days)).Substatus);
        Assert.Equal(substatus, IssueLifecycle.At(state with { Since = null }, Now.AddDays(days)).Substatus);
        Assert.Equal(Resolved, IssueLifecycle.At(Resolved, Now.AddYears(1)));
    }

    [Fact]
    public void Unresolved_OnlyWhatIsOngoing_Escalates()
    {
        var many = new SomeCounts { Events = 900, FirstSeen = Now.AddDays(-30), Hours = hour => hour == IssueLifecycle.HourOf(Now) ? 500 : 1 };

        Assert.Equal(EventAppendOutcome.Escalated, IssueLifecycle.OnEvent(Ongoing, Event(), many).Outcome);
        var aged = IssueLifecycle.OnEvent(Ongoing with { Substatus = IssueSubstatus.New, Since = Now.AddDays(-7) }, Event(), many);
        Assert.Equal((IssueTransitionKind.Escalated, IssueSubstatus.Ongoing), (aged.Transition, aged.Before.Substatus));
        Assert.Equal("500 events in the hour from 2031-03-04T10:00Z, more than the limit of 10", aged.State.Reason);
        Assert.Null(IssueLifecycle.OnEvent(IssueState.Opened with { Since = Now.AddDays(-6) }, Event(), many).Transition);
        Assert.Null(IssueLifecycle.OnEvent(aged.State, Event(), many).Transition);
    }

    [Fact]
    public void Ongoing_FewEventsInTheHour_AskForNoForecast()
    {
        var few = new SomeCounts { Hours = _ => EscalationForecast.Least };

        IssueLifecycle.OnEvent(Ongoing, Event(), few);

        Assert.Equal(0, few.Forecasts);
    }

    [Fact]
    public void What_was_there_when_somebody_set_the_state_does_not_escalate_it()
    {
        var spike = new SomeCounts { Events = 900, FirstSeen = Now.AddDays(-30), Hours = hour => hour == IssueLifecycle.HourOf(Now) ? 500 : 1 };
        var archived = IssueLifecycle.Set(Ignored with { Conditions = new IgnoreConditions { UntilEscalating = true } }, Now, spike);

        Assert.Null(IssueLifecycle.OnEvent(archived, Event(), new SomeCounts { Events = 901, FirstSeen = spike.FirstSeen, Hours = hour => hour == IssueLifecycle.HourOf(Now) ? 501 : 1 }).Transition);
    }

    [Fact]
    public void Of_the_causes_only_a_commit_that_resolves_can_be_set()
    {
        var byCommit = Resolved with { Cause = IssueStateCause.Commit, Reason = "commit 4f06ce6" };

        foreach (var (wanted, cause, reason) in new[]
        {
            (byCommit, IssueStateCause.Commit, "commit 4f06ce6"),
            (byCommit with { Cause = IssueStateCause.Release }, IssueStateCause.None, null),
            (Ongoing with { Cause = IssueStateCause.Commit, Reason = "commit 4f06ce6" }, IssueStateCause.None, null),
        })
        {
            var set = IssueLifecycle.Set(wanted, Now, new SomeCounts { FirstSeen = Now });
            Assert.Equal((cause, reason), (set.Cause, set.Reason));
        }
    }

    [Fact]
    public void What_does_not_change_is_the_same_instance()
    {
        var forEver = Ignored with { Substatus = IssueSubstatus.None };

        Assert.Same(forEver, IssueLifecycle.OnEvent(forEver, Event(), new SomeCounts()).State);
        Assert.Same(IssueState.Opened, IssueLifecycle.OnEvent(IssueState.Opened, Event(), new SomeCounts()).State);
        var counting = Ignored with { Conditions = new IgnoreConditions { Events = 50, Users = 5, UntilEscalating = true } };
        Assert.Same(counting, IssueLifecycle.OnEvent(counting, Event(), Few()).State);
    }

    [Fact]
    public void Rebase_KeepsWhatWasCountedSince()
    {
        var state = IssueLifecycle.Rebase(Ignored, Baseline(103, 12), Baseline(203, 20));

        Assert.Equal(Baseline(200, 18), state.Baseline);
        Assert.Equal(Baseline(50, 10), IssueLifecycle.Restore(Ignored, Baseline(50, 30)).Baseline);
    }

    [Fact]
    public void Nothing_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => IssueLifecycle.OnEvent(null!, Event(), new SomeCounts()));
        Assert.Throws<ArgumentNullException>(() => IssueLifecycle.OnEvent(Resolved, null!, new SomeCounts()));
        Assert.Throws<ArgumentNullException>(() => IssueLifecycle.OnEvent(Resolved, Event(), null!));
    }

    [Property(MaxTest = 1_000)]
    public Property A_transition_means_unresolved_without_conditions_and_no_transition_the_same_status() =>
        Prop.ForAll(States.ToArbitrary(), Events.ToArbitrary(), Counts.ToArbitrary(), (state, added, counts) =>
        {
            var change = IssueLifecycle.OnEvent(state, added, counts, new Numbers());
            return change.Transition is null
                ? change.State.Status == state.Status && change.State.Conditions?.Until == state.Conditions?.Until
                : change.State is { Status: IssueStatus.Unresolved, ResolvedInReleases.IsEmpty: true, ResolvedAfterReleases.IsEmpty: true, Conditions: null, Reason: not null, Cause: not IssueStateCause.None }
                    && change.Outcome != EventAppendOutcome.Added;
        });

    [Property(MaxTest = 1_000)]
    public Property Once_back_it_stays() => Prop.ForAll(States.ToArbitrary(), Events.ToArbitrary(), Counts.ToArbitrary(), (state, added, counts) =>
    {
        var back = IssueLifecycle.OnEvent(state, added, counts, new Numbers());
        return back.Transition is null || back.State.Substatus == IssueSubstatus.Ongoing || IssueLifecycle.OnEvent(back.State, added, counts, new Numbers()).Transition is null;
    });

    /// <summary>No older release of the branch brings an issue back, whatever else is named.</summary>
    [Property(MaxTest = 1_000)]
    public Property Releases_before_all_mendings_never_bring_it_back() => Prop.ForAll(Releases.Where(some => some.Any(release => release != "x")).ToArbitrary(), mending =>
        IssueLifecycle.OnEvent(Resolved with { ResolvedInReleases = mending }, Event(release: "1.0"), new SomeCounts(), new Numbers()).Transition is null);

    private static IssueBaseline Baseline(long events, long users) => new() { Events = events, Users = users, HourEvents = 0 };

    private static SomeCounts Few(long events = 101, long users = 10) => new() { Events = events, Users = users };

    private static GroupedEvent Event(DateTimeOffset? at = null, string? release = null) => new()
    {
        ProjectId = new ProjectId(1),
        EventId = EventId.FromBytes(new byte[EventId.ByteLength - 1].Append((byte)1).ToArray()),
        Timestamp = at ?? Now,
        ReceivedAt = at ?? Now,
        Hashes = [],
        Title = "",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "other",
        Release = release,
    };

    /// <summary>Numbers with points between.</summary>
    private sealed class Numbers : IReleaseOrder
    {
        public int? Compare(string first, string second) => Parse(first) is { } one && Parse(second) is { } two ? one.CompareTo(two) : null;

        public int Kinship(string first, string second) => first.Split('.').Zip(second.Split('.')).TakeWhile(pair => pair.First == pair.Second).Count();

        private static Version? Parse(string release) => Version.TryParse(release, out var version) ? new Version(version.Major, version.Minor, Math.Max(0, version.Build)) : null;
    }
}
