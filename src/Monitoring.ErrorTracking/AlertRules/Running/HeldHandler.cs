using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Tells how many firings were held in an hour once it is over.</summary>
internal sealed class HeldHandler(AlertRecords records, TimeProvider timeProvider) : ITimerHandler
{
    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        var partition = context.Claim.Partition;
        var hour = GuardDocument.HourOf(timeProvider.GetUtcNow());
        if (await records.FindGuardAsync(partition, cancellationToken).ConfigureAwait(false) is not { } guard || guard.Value.Hour == hour)
        {
            // A firing of the new hour has closed the old one; when something was held in it too, there is a timer for its end.
            return TimerOutcome.Done;
        }

        return TimerOutcome.DoneWith(new DocumentCommit
        {
            Partition = partition,
            Puts = [AlertDocuments.Guards.Put(new GuardDocument { Hour = hour }, guard.Version)],
            Signals = [.. AlertCommit.ClosedOf(new ProjectId(partition.Value), guard.Value, timeProvider)],
        });
    }
}
