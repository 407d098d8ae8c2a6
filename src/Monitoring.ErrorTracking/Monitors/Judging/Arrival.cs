using System.Collections.Immutable;
using Monitoring.ErrorTracking.Monitors.Reading;

namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>What follows from a check-in that came. Pure: the same in gives the same out.</summary>
internal static class Arrival
{
    /// <summary>How many runs may be under way in an environment.</summary>
    public const int MaxOpen = 100;

    /// <summary>More than any clock is set back while it is kept right: then what was expected by the old time is void.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(5);

    /// <summary>The id of the run that a check-in is about: its own, or that of the youngest run under way, or a new one.</summary>
    public static Guid IdOf(EnvironmentState state, CheckInReport report, Func<EntityId> newId) =>
        report.Id ?? (report.Status != CheckInStatus.InProgress && !state.Open.IsEmpty ? state.Open[^1].Id : newId().Value);

    /// <summary>Takes a check-in.</summary>
    /// <param name="state">How the environment stands.</param>
    /// <param name="plan">What is expected.</param>
    /// <param name="report">What came.</param>
    /// <param name="id">The run that it is about.</param>
    /// <param name="known">The run as it was; null when it is new.</param>
    /// <param name="at">When it came.</param>
    /// <param name="newId">Makes ids of incidents.</param>
    public static Step Take(EnvironmentState state, MonitorPlan plan, CheckInReport report, Guid id, CheckIn? known, DateTimeOffset at, Func<EntityId> newId) =>
        known?.Status switch
        {
            null => Begin(state, plan, report, id, at, newId),
            CheckInStatus.InProgress when report.Status == CheckInStatus.InProgress => Prolong(state, plan, known, at),
            CheckInStatus.InProgress => End(state, plan, report, known, at, newId),
            CheckInStatus.TimedOut or CheckInStatus.Unknown when report.Status != CheckInStatus.InProgress && !known.IsLate => EndLate(state, report, known, at),
            _ => new Step { State = state, Outcome = StepOutcome.Repeated },
        };

    private static Step Begin(EnvironmentState state, MonitorPlan plan, CheckInReport report, Guid id, DateTimeOffset at, Func<EntityId> newId)
    {
        var isOpen = report.Status == CheckInStatus.InProgress;
        if (isOpen && state.Open.Length >= MaxOpen)
        {
            return new Step { State = state, Outcome = StepOutcome.TooManyOpen };
        }

        var checkIn = new CheckIn
        {
            Id = id,
            Status = report.Status,
            Environment = state.Name,
            StartedAt = at,
            EndedAt = isOpen ? null : at,
            ExpectedAt = state.PlanKey == plan.Key ? state.NextExpectedAt : null,
            Duration = report.Duration,
            Release = report.Release,
            TraceId = report.TraceId,
        };
        var heard = Expect(state, plan, at);
        if (!isOpen)
        {
            return Result(heard, checkIn, plan, at, newId);
        }

        var open = new OpenCheckIn { Id = id, StartedAt = at, TimeoutAt = at + plan.Settings.MaxRunTime };
        return new Step { State = heard with { LastStatus = CheckInStatus.InProgress, Open = Sorted(heard.Open.Add(open)) }, CheckIns = [checkIn] };
    }

    /// <summary>A run that says again that it is under way is alive: it gets its whole time anew.</summary>
    private static Step Prolong(EnvironmentState state, MonitorPlan plan, CheckIn known, DateTimeOffset at)
    {
        var open = state.Open.FirstOrDefault(open => open.Id == known.Id);
        return open is null || open.TimeoutAt >= at + plan.Settings.MaxRunTime
            ? new Step { State = state, Outcome = StepOutcome.Repeated }
            : new Step
            {
                State = state with
                {
                    Open = state.Open.Replace(open, open with { TimeoutAt = at + plan.Settings.MaxRunTime }),
                    LastCheckInAt = Later(state.LastCheckInAt, at),
                },
            };
    }

    private static Step End(EnvironmentState state, MonitorPlan plan, CheckInReport report, CheckIn known, DateTimeOffset at, Func<EntityId> newId)
    {
        var heard = state with { Open = state.Open.RemoveAll(open => open.Id == known.Id), LastCheckInAt = Later(state.LastCheckInAt, at) };
        return Result(heard, Ended(known, report, at), plan, at, newId);
    }

    /// <summary>The record is completed; the judgement, and with it the streak, stands until the next run.</summary>
    private static Step EndLate(EnvironmentState state, CheckInReport report, CheckIn known, DateTimeOffset at) => new()
    {
        State = state with { LastCheckInAt = Later(state.LastCheckInAt, at) },
        CheckIns = [Ended(known, report, at) with { IsLate = true }],
    };

    private static Step Result(EnvironmentState state, CheckIn ended, MonitorPlan plan, DateTimeOffset at, Func<EntityId> newId)
    {
        var told = state with { LastStatus = ended.Status, LastResultStartedAt = Later(state.LastResultStartedAt, ended.StartedAt) };
        return Streaks.Count(new Step { State = told, CheckIns = [ended] }, ended, plan, at, newId);
    }

    private static CheckIn Ended(CheckIn known, CheckInReport report, DateTimeOffset at) => known with
    {
        Status = report.Status,
        EndedAt = at,
        Duration = report.Duration ?? (at > known.StartedAt ? at - known.StartedAt : TimeSpan.Zero),
        Release = report.Release ?? known.Release,
        TraceId = known.TraceId ?? report.TraceId,
    };

    /// <summary>Reckons the next run by the one that has begun. Check-ins that overtook each other never turn it back.</summary>
    private static EnvironmentState Expect(EnvironmentState before, MonitorPlan plan, DateTimeOffset at)
    {
        var state = before.LastCheckInAt > at + ClockStep ? Rewind(before, plan, at) : before;
        var next = plan.AfterRun(at);
        var expected = state.PlanKey != plan.Key || state.NextExpectedAt is null || next > state.NextExpectedAt ? next : state.NextExpectedAt;
        return state with
        {
            LastCheckInAt = Later(state.LastCheckInAt, at),
            NextExpectedAt = expected,
            MissedAt = expected + plan.Settings.Margin,
            PlanKey = plan.Key,
        };
    }

    /// <summary>The clock was set back: nothing that was reckoned by the old time may lie farther ahead than it could by the new one.</summary>
    private static EnvironmentState Rewind(EnvironmentState state, MonitorPlan plan, DateTimeOffset at)
    {
        var latest = at + plan.Settings.MaxRunTime;
        return state with
        {
            LastCheckInAt = null,
            LastResultStartedAt = null,
            NextExpectedAt = null,
            Open = [.. state.Open.Select(open => open.TimeoutAt > latest ? open with { TimeoutAt = latest } : open)],
        };
    }

    private static ImmutableArray<OpenCheckIn> Sorted(ImmutableArray<OpenCheckIn> open) => open.Sort((left, right) => left.StartedAt.CompareTo(right.StartedAt));

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
