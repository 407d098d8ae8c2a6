using Microsoft.Extensions.Options;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>Removes feedback that is too old. Its attachments expire earlier, or go as those of nothing.</summary>
internal sealed class FeedbackSweep(FeedbackRecords records, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : ITimerHandler
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromHours(6);

    private readonly TimeSpan _retention = options.Value.Feedback.Retention;

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var partition = context.Claim.Partition;
        var old = await records.OldAsync(new ProjectId(partition.Value), now - _retention, AtOnce, cancellationToken).ConfigureAwait(false);
        var commit = new DocumentCommit
        {
            Partition = partition,
            Deletes = [.. old.Select(item => new DocumentDelete { Type = FeedbackDocuments.Feedback, Key = item.Value.Key })],
        };
        return TimerOutcome.Again(now + (old.Length == AtOnce ? Soon : Later), commit);
    }
}
