using System.Collections.Immutable;
using Monitoring.Auditing;
using Monitoring.ErrorTracking.BulkChanges.Storing;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.BulkChanges.Running;

/// <summary>Takes the next step of a job, and notes it together with the timer of the one after it.</summary>
internal sealed class BulkStepHandler(IDocumentStore store, BulkFinder finder, BulkApplier applier, IAuditLog audit, TimeProvider timeProvider) : ITimerHandler
{
    private const int IssuesPerStep = 200;

    // Well within the claim of a timer.
    private static readonly TimeSpan MaxStep = TimeSpan.FromSeconds(10);

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var partition = context.Claim.Partition;
        if (await store.FindAsync(partition, BulkDocuments.Jobs, context.Claim.Timer.Key, cancellationToken).ConfigureAwait(false) is not { Value.Job.IsRunning: true } stored)
        {
            return TimerOutcome.Done;
        }

        var before = stored.Value;
        var (after, puts, deletes) = before.Job.State == BulkJobState.Finding
            ? await FindAsync(before, cancellationToken).ConfigureAwait(false)
            : await ChangeAsync(partition, before, cancellationToken).ConfigureAwait(false);
        if (after.Job.State == BulkJobState.Changing && after.Part >= after.Parts)
        {
            after = after with { Job = after.Job with { State = BulkJobState.Done, EndedAt = timeProvider.GetUtcNow() } };
            puts = puts.Add(audit.Prepare(BulkAudit.Ended(after.Job, after.Actor, timeProvider)));
        }

        var commit = new DocumentCommit { Partition = partition, Puts = [BulkDocuments.Jobs.Put(after, stored.Version), .. puts], Deletes = deletes };
        return after.Job.IsRunning ? TimerOutcome.Again(timeProvider.GetUtcNow(), commit) : TimerOutcome.DoneWith(commit);
    }

    private async ValueTask<(BulkJobDocument After, ImmutableArray<DocumentPut> Puts, ImmutableArray<DocumentDelete> Deletes)> FindAsync(
        BulkJobDocument before, CancellationToken cancellationToken)
    {
        var (after, puts) = await finder.FindAsync(before, cancellationToken).ConfigureAwait(false);
        return (after, puts, []);
    }

    private async ValueTask<(BulkJobDocument After, ImmutableArray<DocumentPut> Puts, ImmutableArray<DocumentDelete> Deletes)> ChangeAsync(
        Partition partition, BulkJobDocument before, CancellationToken cancellationToken)
    {
        var key = BulkDocuments.PartKey(before.Job.Id, before.Part);
        var part = (await store.FindAsync(partition, BulkDocuments.Parts, key, cancellationToken).ConfigureAwait(false))?.Value;
        var (job, offset, began) = (before.Job, before.Offset, timeProvider.GetTimestamp());
        var end = Math.Min(part?.Issues.Length ?? 0, offset + IssuesPerStep);
        while (offset < end && timeProvider.GetElapsedTime(began) < MaxStep)
        {
            job = await applier.ApplyAsync(job, before.Actor, new IssueId(part!.Issues[offset]), part.Versions[offset], cancellationToken).ConfigureAwait(false);
            offset++;
        }

        return part is not null && offset < part.Issues.Length
            ? (before with { Job = job, Offset = offset }, [], [])
            : (before with { Job = job, Part = before.Part + 1, Offset = 0 }, [], part is null ? [] : [new DocumentDelete { Type = BulkDocuments.Parts, Key = key }]);
    }
}
