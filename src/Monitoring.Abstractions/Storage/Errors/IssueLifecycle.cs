using System.Globalization;

namespace Monitoring.Storage.Errors;

/// <summary>
/// The life of an issue as pure functions. Every provider calls them inside the transaction of an append or a change and
/// reimplements nothing, so that all of them agree when an issue comes back.
/// </summary>
public static class IssueLifecycle
{
    /// <summary>For how long an issue is new, regressed or escalating; then it is ongoing.</summary>
    public static readonly TimeSpan OngoingAfter = TimeSpan.FromDays(7);

    /// <summary>The hour in UTC that an instant lies in, counted from the beginning of the calendar.</summary>
    public static long HourOf(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerHour;

    /// <summary>The state as it is at an instant: what was new, regressed or escalating for <see cref="OngoingAfter"/> is ongoing.</summary>
    /// <remarks>Nothing is written when that happens, so whoever shows a state or searches for one asks this.</remarks>
    public static IssueState At(IssueState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return SubstatusAt(state, now) is var substatus && substatus == state.Substatus ? state : state with { Substatus = substatus };
    }

    /// <summary>The substatus of <see cref="At"/>.</summary>
    public static IssueSubstatus SubstatusAt(IssueState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state is { Status: IssueStatus.Unresolved, Substatus: IssueSubstatus.New or IssueSubstatus.Regressed or IssueSubstatus.Escalating, Since: { } since }
            && now - since >= OngoingAfter
                ? IssueSubstatus.Ongoing
                : state.Substatus;
    }

    /// <summary>The state that an issue gets when somebody sets it: with the instant, and with what the issue has counted by then.</summary>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="at">When it is set.</param>
    /// <param name="counts">What the issue has counted.</param>
    public static IssueState Set(IssueState wanted, DateTimeOffset at, IIssueCounts counts)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var conditions = wanted.Conditions is { Rate: { } rate } counted ? counted with { Rate = rate with { Slot = 0, Recent = [] } } : wanted.Conditions;

        // Of the causes only this one is known to who sets the state.
        var isByCommit = wanted is { Status: IssueStatus.Resolved, Cause: IssueStateCause.Commit };
        return wanted with
        {
            Since = at.ToUniversalTime(),
            Cause = isByCommit ? IssueStateCause.Commit : IssueStateCause.None,
            Reason = isByCommit ? wanted.Reason : null,
            Baseline = Measure(counts, at),
            Conditions = conditions,
        };
    }

    /// <summary>What an issue has counted at an instant.</summary>
    public static IssueBaseline Measure(IIssueCounts counts, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new IssueBaseline { Events = counts.Events, Users = counts.Users, HourEvents = counts.EventsInHour(HourOf(at)) };
    }

    /// <summary>The state of an issue that gained or lost hashes: what it counted since the state began stays the same.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="before">What the issue had counted.</param>
    /// <param name="after">What it has counted now.</param>
    public static IssueState Rebase(IssueState state, IssueBaseline before, IssueBaseline after)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return state.Baseline is not { } baseline ? state : state with
        {
            Baseline = new IssueBaseline
            {
                Events = baseline.Events + after.Events - before.Events,
                Users = baseline.Users + after.Users - before.Users,
                HourEvents = Math.Max(0, baseline.HourEvents + after.HourEvents - before.HourEvents),
            },
        };
    }

    /// <summary>The state of an issue that was merged away and is there again, perhaps with fewer hashes: no less than nothing was counted since its state began.</summary>
    public static IssueState Restore(IssueState state, IssueBaseline now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(now);
        return state.Baseline is not { } baseline ? state : state with
        {
            Baseline = baseline with { Events = Math.Min(baseline.Events, now.Events), Users = Math.Min(baseline.Users, now.Users) },
        };
    }

    /// <summary>Says what an event does to the state of an issue that was already there.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="added">The event; no duplicate.</param>
    /// <param name="counts">What the issue has counted, the event included.</param>
    /// <param name="order">The order of the project's releases, or <see langword="null"/> when it has none.</param>
    public static IssueChangeOfState OnEvent(IssueState state, GroupedEvent added, IIssueCounts counts, IReleaseOrder? order = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(counts);
        return state.Status switch
        {
            IssueStatus.Resolved => OnResolved(state, added, order),
            IssueStatus.Ignored => OnIgnored(state, added, counts),
            _ => OnUnresolved(state, added, counts),
        };
    }

    private static IssueChangeOfState OnResolved(IssueState state, GroupedEvent added, IReleaseOrder? order) =>
        ReleaseJudgement.WhyBack(state, added.Release, order) is not { } why
            ? Same(state)
            : Back(state, added, IssueSubstatus.Regressed, IssueTransitionKind.Regressed, why.Cause, why.Reason);

    private static IssueChangeOfState OnUnresolved(IssueState state, GroupedEvent added, IIssueCounts counts) =>
        SubstatusAt(state, added.ReceivedAt) != IssueSubstatus.Ongoing || WhyEscalating(state, added, counts) is not { } why
            ? Same(state)
            : Back(state, added, IssueSubstatus.Escalating, IssueTransitionKind.Escalated, IssueStateCause.Escalation, why);

    private static IssueChangeOfState OnIgnored(IssueState state, GroupedEvent added, IIssueCounts counts)
    {
        if (state.Conditions is not { } conditions)
        {
            return Same(state);
        }

        if (conditions.Until is { } until && added.ReceivedAt >= until)
        {
            return Back(state, added, IssueSubstatus.Ongoing, IssueTransitionKind.Unignored, IssueStateCause.Time, Text($"ignored until {until.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z"));
        }

        // A state of before baselines were kept begins to count with this event.
        var next = state.Baseline is null ? state with { Baseline = Measure(counts, added.ReceivedAt) with { Events = counts.Events - 1 } } : state;
        next = conditions.Rate is null ? next : next with { Conditions = conditions with { Rate = conditions.Rate.With(added.ReceivedAt) } };
        return WhyCounted(next, added, counts) is { } why ? Back(state, added, IssueSubstatus.Escalating, IssueTransitionKind.Unignored, why.Cause, why.Reason)
            : conditions.UntilEscalating && WhyEscalating(next, added, counts) is { } escalating
                ? Back(state, added, IssueSubstatus.Escalating, IssueTransitionKind.Escalated, IssueStateCause.Escalation, escalating)
            : new IssueChangeOfState { State = next, Before = state };
    }

    private static (IssueStateCause Cause, string Reason)? WhyCounted(IssueState state, GroupedEvent added, IIssueCounts counts)
    {
        var (conditions, baseline) = (state.Conditions!, state.Baseline!);
        if (conditions.Events is { } events && counts.Events - baseline.Events >= events)
        {
            return (IssueStateCause.Events, Text($"{events} more events"));
        }

        if (conditions.Users is { } users && counts.Users - baseline.Users >= users)
        {
            return (IssueStateCause.Users, Text($"{users} more users"));
        }

        return conditions.Rate is { } rate && rate.SeenAt(added.ReceivedAt) >= rate.Count
            ? (IssueStateCause.Rate, Text($"{rate.Count} events within {System.Xml.XmlConvert.ToString(rate.Window)}"))
            : null;
    }

    /// <summary>Looks at the forecast only when the hour has more events than the least limit, which is seldom.</summary>
    private static string? WhyEscalating(IssueState state, GroupedEvent added, IIssueCounts counts)
    {
        var hour = HourOf(added.ReceivedAt);
        var observed = counts.EventsInHour(hour);
        if (observed <= EscalationForecast.Least)
        {
            return null;
        }

        var known = state is { Since: { } since, Baseline: { } baseline } && HourOf(since) == hour ? baseline.HourEvents : 0;
        var limit = counts.Forecast(hour).Limit(known);
        return observed <= limit ? null
            : Text($"{observed} events in the hour from {added.ReceivedAt.UtcDateTime:yyyy-MM-ddTHH}:00Z, more than the limit of {limit:0.#}");
    }

    private static IssueChangeOfState Back(
        IssueState before, GroupedEvent added, IssueSubstatus substatus, IssueTransitionKind transition, IssueStateCause cause, string reason) => new()
        {
            State = new IssueState { Status = IssueStatus.Unresolved, Substatus = substatus, Since = added.ReceivedAt.ToUniversalTime(), Cause = cause, Reason = reason },
            Before = At(before, added.ReceivedAt),
            Transition = transition,
        };

    private static IssueChangeOfState Same(IssueState state) => new() { State = state, Before = state };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
