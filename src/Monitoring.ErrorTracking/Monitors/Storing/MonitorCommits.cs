using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Puts together what becomes true at once: an environment's state, its check-ins, its timer and its signals.</summary>
internal static class MonitorCommits
{
    /// <summary>The shortest wait of a timer: clocks of store and host may differ, and then it must not spin.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>Adds what follows from a step.</summary>
    /// <param name="commit">What is committed besides.</param>
    /// <param name="monitor">The monitor as it is after the commit.</param>
    /// <param name="step">What follows.</param>
    /// <param name="version">The version of the environment's document; 0 for a new one.</param>
    /// <param name="delay">How long after its time a run is judged.</param>
    /// <param name="timeProvider">Tells the present.</param>
    public static DocumentCommit With(
        this DocumentCommit commit, MonitorDocument monitor, Step step, long version, TimeSpan delay, TimeProvider timeProvider)
    {
        var now = timeProvider.GetUtcNow();
        var environment = new EnvironmentDocument { MonitorId = monitor.Id, State = step.State };
        var checkIns = step.CheckIns.Select(checkIn => MonitorDocuments.CheckIns.Put(new CheckInDocument { MonitorId = monitor.Id, CheckIn = checkIn }));
        var signals = step.Changes.Select(change => MonitorSignals.Entry(commit.Partition, monitor, change, EntityId.Create(timeProvider), now));
        return (commit with
        {
            Puts = [.. commit.Puts, MonitorDocuments.Environments.Put(environment, version), .. checkIns],
            Signals = [.. commit.Signals, .. signals],
        }).WithTimer(monitor, step.State, delay, now);
    }

    /// <summary>Adds a new monitor's timer, which removes old check-ins.</summary>
    public static DocumentCommit WithSweep(this DocumentCommit commit, MonitorDocument monitor, DateTimeOffset dueAt) => commit with
    {
        Timers = commit.Timers.Add(new TimerSchedule { Timer = MonitorDocuments.SweepOf(monitor.Id), DueAt = dueAt, Payload = TimerPayload.Of(monitor).ToBytes() }),
    };

    private static DocumentCommit WithTimer(this DocumentCommit commit, MonitorDocument monitor, EnvironmentState state, TimeSpan delay, DateTimeOffset now)
    {
        var timer = MonitorDocuments.JudgeOf(monitor.Id, state.Name);
        if (state.DueAt is not { } dueAt || monitor.Status == MonitorStatus.Disabled)
        {
            return commit with { CancelledTimers = commit.CancelledTimers.Add(timer) };
        }

        var judgedAt = dueAt + delay > now + ShortestWait ? dueAt + delay : now + ShortestWait;
        var schedule = new TimerSchedule { Timer = timer, DueAt = judgedAt, Payload = TimerPayload.Of(monitor, state.Name).ToBytes() };
        return commit with { Timers = commit.Timers.Add(schedule) };
    }
}
