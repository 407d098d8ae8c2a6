using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>What follows from time that passed: runs that did not begin, and runs that did not end. Pure: the same in gives the same out.</summary>
/// <remarks>
/// A run whose beginning or end may have come in a <see cref="Gap"/>, when nothing could be heard, is not judged: it is recorded as
/// <see cref="CheckInStatus.Unknown"/>, and counts neither as good nor as failed.
/// </remarks>
internal static class Verdict
{
    /// <summary>How many slots are judged at once; the rest is due at once again.</summary>
    public const int MaxSlots = 50;

    /// <summary>Judges an environment.</summary>
    /// <param name="state">How it stands.</param>
    /// <param name="plan">What is expected.</param>
    /// <param name="known">The records of the runs that are <see cref="Overdue"/>.</param>
    /// <param name="gaps">When nothing could be heard, in the order of time.</param>
    /// <param name="now">Up to when.</param>
    /// <param name="newId">Makes ids of check-ins and incidents.</param>
    public static Step Judge(
        EnvironmentState state, MonitorPlan plan, IReadOnlyDictionary<Guid, CheckIn> known, ImmutableArray<Gap> gaps, DateTimeOffset now, Func<EntityId> newId)
    {
        var step = new Step { State = state.PlanKey == plan.Key ? state : Reckon(state, plan, now) };
        foreach (var open in step.State.Open.Where(open => open.TimeoutAt <= now).OrderBy(open => open.TimeoutAt))
        {
            step = End(step, plan, open, known.GetValueOrDefault(open.Id), gaps, now, newId);
        }

        for (var slots = 0; slots < MaxSlots && step.State is { MissedAt: { } missedAt, NextExpectedAt: { } expectedAt } && missedAt <= now; slots++)
        {
            step = Miss(step, plan, expectedAt, missedAt, gaps, now, newId);
        }

        return step;
    }

    /// <summary>Expects the first run of the schedule from now on.</summary>
    public static EnvironmentState Reckon(EnvironmentState state, MonitorPlan plan, DateTimeOffset now) => Expect(state, plan, plan.AfterSlot(now));

    /// <summary>Lets time pass in which nothing is taken: runs under way are forgotten, and nothing is expected of the past.</summary>
    public static EnvironmentState Pass(EnvironmentState state, MonitorPlan plan, DateTimeOffset now) => Reckon(state, plan, now) with
    {
        Open = state.Open.RemoveAll(open => open.TimeoutAt <= now),
    };

    /// <summary>The runs that have taken too long.</summary>
    public static IEnumerable<Guid> Overdue(EnvironmentState state, DateTimeOffset now) =>
        state.Open.Where(open => open.TimeoutAt <= now).Select(open => open.Id);

    private static Step End(
        Step step, MonitorPlan plan, OpenCheckIn open, CheckIn? known, ImmutableArray<Gap> gaps, DateTimeOffset now, Func<EntityId> newId)
    {
        var isUnheard = gaps.Any(gap => gap.Overlaps(open.StartedAt, open.TimeoutAt));
        var record = known ?? new CheckIn { Id = open.Id, Status = CheckInStatus.InProgress, Environment = step.State.Name, StartedAt = open.StartedAt };
        var ended = record with { Status = isUnheard ? CheckInStatus.Unknown : CheckInStatus.TimedOut, EndedAt = open.TimeoutAt };

        // A younger run has ended since: what it said is the newer truth.
        var isOutdated = step.State.LastResultStartedAt > open.StartedAt;
        var after = step with { State = step.State with { Open = step.State.Open.Remove(open) }, CheckIns = step.CheckIns.Add(ended) };
        return isUnheard || isOutdated ? after : Failed(after, ended, plan, now, newId);
    }

    private static Step Miss(
        Step step, MonitorPlan plan, DateTimeOffset expectedAt, DateTimeOffset missedAt, ImmutableArray<Gap> gaps, DateTimeOffset now, Func<EntityId> newId)
    {
        var gap = gaps.LastOrDefault(gap => gap.Overlaps(expectedAt - Schedules.Slots.EarlyTolerance, missedAt));
        var missed = new CheckIn
        {
            Id = newId().Value,
            Status = gap is null ? CheckInStatus.Missed : CheckInStatus.Unknown,
            Environment = step.State.Name,
            StartedAt = expectedAt,
            EndedAt = missedAt,
            ExpectedAt = expectedAt,
        };
        var from = gap is null || gap.To < expectedAt ? expectedAt : gap.To;
        var after = step with { State = Expect(step.State, plan, plan.AfterSlot(from)), CheckIns = step.CheckIns.Add(missed) };
        return gap is null ? Failed(after, missed, plan, now, newId) : after;
    }

    private static Step Failed(Step step, CheckIn result, MonitorPlan plan, DateTimeOffset now, Func<EntityId> newId) =>
        Streaks.Count(step with { State = step.State with { LastStatus = result.Status } }, result, plan, now, newId);

    private static EnvironmentState Expect(EnvironmentState state, MonitorPlan plan, DateTimeOffset? expected) =>
        state with { NextExpectedAt = expected, MissedAt = expected + plan.Settings.Margin, PlanKey = plan.Key };
}
