using Monitoring.Core.Signals;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Timers;

/// <summary>Writes what becomes of claimed timers. No token: what a handler has done must not be done again because the host stops.</summary>
internal sealed class TimerCommitter(Stores stores, ISignalHint hint)
{
    /// <summary>Completes a timer together with what its handler wants to become true.</summary>
    public async ValueTask<CommitOutcome> CompleteAsync(TimerClaim claim, TimerOutcome outcome)
    {
        if (outcome.IsCommitted)
        {
            return CommitOutcome.Committed;
        }

        var commit = outcome.Commit ?? new DocumentCommit { Partition = claim.Partition };
        if (commit.Partition != claim.Partition)
        {
            throw new MonitoringException($"The outcome is a commit in partition {commit.Partition}, but the timer lies in partition {claim.Partition}.");
        }

        commit = commit with { CompletedTimers = commit.CompletedTimers.Add(claim) };
        if (outcome.NextDueAt is { } next)
        {
            commit = commit with { Timers = commit.Timers.Add(new TimerSchedule { Timer = claim.Timer, DueAt = next, Payload = claim.Payload }) };
        }

        var result = await stores.Documents.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false);
        if (!commit.Signals.IsEmpty)
        {
            hint.Notify();
        }

        return result.Outcome;
    }

    /// <summary>Gives a timer back, to be tried again.</summary>
    public async ValueTask<CommitOutcome> SetAnewAsync(TimerClaim claim, DateTimeOffset dueAt, int attempts)
    {
        var commit = new DocumentCommit
        {
            Partition = claim.Partition,
            CompletedTimers = [claim],
            Timers = [new TimerSchedule { Timer = claim.Timer, DueAt = dueAt, Attempts = attempts, Payload = claim.Payload }],
        };
        return (await stores.Documents.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false)).Outcome;
    }
}
