namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>
/// The life of a rule about one thing, as pure functions: what runs in production and what tries a rule on history call these and nothing else.
/// </summary>
/// <remarks>
/// <c>ok -> firing -> (ended) cooling -> ok</c>. The cooldown counts from the firing; what holds when it is over fires then. What happens in a moment has no end:
/// <c>ok -> cooling -> ok</c>.
/// </remarks>
internal static class AlertMachine
{
    /// <summary>A start that lies so far ahead says that the clock was set back.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Something was observed, for a rule that fires as long as it holds.</summary>
    public static AlertStep OnValue(AlertState before, Observation observed, AlertPace pace, DateTimeOffset at, AlertGate gate, Func<EntityId> newId)
    {
        var state = Rebased(before, pace, at);
        if (!observed.IsKnown)
        {
            return AlertStep.To(state);
        }

        if (state.IsFiring)
        {
            return OnFiring(state, observed, pace, at);
        }

        if (!observed.Holds)
        {
            return AlertStep.To(state with { IsHeldBack = false });
        }

        if (gate != AlertGate.Open || state.IsCooling(at))
        {
            return AlertStep.To(HeldBack(state));
        }

        var fired = Fire(state, pace, at, newId());
        return fired with { State = fired.State with { FiringId = fired.FiringId } };
    }

    /// <summary>Something happened, for a rule that fires for the moment.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="cause">The id of what happened; the second time it changes nothing.</param>
    /// <param name="pace">The times of the rule.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="gate">Whether the rule may fire.</param>
    /// <param name="newId">Makes the firing's id.</param>
    public static AlertStep OnMoment(AlertState before, EntityId cause, AlertPace pace, DateTimeOffset at, AlertGate gate, Func<EntityId> newId)
    {
        if (before.Seen.Contains(cause))
        {
            return AlertStep.To(before);
        }

        var state = Saw(Rebased(before, pace, at), cause);
        return gate != AlertGate.Open || state.IsCooling(at)
            ? AlertStep.To(state with { Suppressed = state.Suppressed + 1 })
            : Fire(state, pace, at, newId());
    }

    /// <summary>
    /// The issue woke from being ignored, for a rule that fires for the moment: no cooldown swallows it.
    /// </summary>
    public static AlertStep OnWaking(AlertState before, EntityId cause, AlertPace pace, DateTimeOffset at, AlertGate gate, Func<EntityId> newId) =>
        before.Seen.Contains(cause) ? AlertStep.To(before) : OnMoment(before with { CoolingUntil = null }, cause, pace, at, gate, newId);

    /// <summary>The issue woke, for any other rule: the cooldown is over, so that the next firing is told. A firing that goes on goes on.</summary>
    public static AlertState Wake(AlertState before, EntityId cause) =>
        before.Seen.Contains(cause) || before.IsFiring ? before : Saw(before, cause) with { CoolingUntil = null };

    /// <summary>A firing ends for another reason than what is observed.</summary>
    public static AlertStep End(AlertState state) => state.IsFiring
        ? new AlertStep
        {
            State = state with { FiringId = null, CalmSince = null, IsHeldBack = false },
            Effect = AlertEffect.Ended,
            FiringId = state.FiringId,
        }
        : AlertStep.To(state with { IsHeldBack = false });

    private static AlertStep OnFiring(AlertState state, Observation observed, AlertPace pace, DateTimeOffset at)
    {
        if (!observed.IsCalm)
        {
            return AlertStep.To(state with { CalmSince = null });
        }

        var since = state.CalmSince is { } known && known <= at ? known : at;
        return at - since >= pace.Calm ? End(state) : AlertStep.To(state with { CalmSince = since });
    }

    private static AlertStep Fire(AlertState state, AlertPace pace, DateTimeOffset at, EntityId id) => new()
    {
        State = state with { StartedAt = at, CoolingUntil = at + pace.Cooldown, CalmSince = null, IsHeldBack = false, Suppressed = 0 },
        Effect = AlertEffect.Fired,
        FiringId = id,
        Suppressed = state.Suppressed,
    };

    /// <summary>Counted when it begins to hold, not each time it is looked at.</summary>
    private static AlertState HeldBack(AlertState state) => state.IsHeldBack ? state : state with { IsHeldBack = true, Suppressed = state.Suppressed + 1 };

    private static AlertState Saw(AlertState state, EntityId cause) => state with
    {
        Seen = [.. state.Seen.Skip(Math.Max(0, state.Seen.Length - AlertState.MaxSeen + 1)), cause],
    };

    private static AlertState Rebased(AlertState state, AlertPace pace, DateTimeOffset at) => state.StartedAt - at > ClockTolerance
        ? state with { StartedAt = at, CoolingUntil = state.CoolingUntil is null ? null : at + pace.Cooldown }
        : state;
}
