using Microsoft.Extensions.Options;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Removes check-ins that are too old, and all of a monitor that was deleted.</summary>
internal sealed class SweepHandler(MonitorRecords records, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : ITimerHandler
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromHours(6);

    private readonly TimeSpan _retention = options.Value.Monitors.CheckInRetention;

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        if (TimerPayload.Read(context.Claim.Payload) is not { } payload)
        {
            return TimerOutcome.Done;
        }

        var partition = context.Claim.Partition;
        var now = timeProvider.GetUtcNow();
        var isThere = (await records.FindAsync(partition, payload.Slug, cancellationToken).ConfigureAwait(false))?.Value.Id == payload.MonitorId;
        var old = await records.OldCheckInsAsync(partition, payload.MonitorId, isThere ? now - _retention : DateTimeOffset.MaxValue, AtOnce, cancellationToken)
            .ConfigureAwait(false);
        var commit = new DocumentCommit
        {
            Partition = partition,
            Deletes = [.. old.Select(key => new DocumentDelete { Type = MonitorDocuments.CheckIns, Key = key })],
        };
        return old.Length == AtOnce ? TimerOutcome.Again(now + Soon, commit)
            : isThere ? TimerOutcome.Again(now + Later, commit)
            : TimerOutcome.DoneWith(commit);
    }
}
