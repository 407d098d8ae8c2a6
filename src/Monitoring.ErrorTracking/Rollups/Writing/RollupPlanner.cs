using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.ErrorTracking.Rollups.Merging;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Writing;

/// <summary>Makes one commit of the deltas of many callers.</summary>
internal sealed class RollupPlanner<T>(RollupKind kind, IDocumentStore store, TimeProvider timeProvider, ILogger logger) : ICommitPlanner<RollupWork<T>, RollupAnswer>
    where T : class, IRollup<T>, new()
{
    private static readonly RollupAnswer Repeated = new() { Outcome = RollupOutcome.Repeated };

    public async ValueTask<CommitPlan<RollupAnswer>> PlanAsync(Partition partition, ImmutableArray<RollupWork<T>> works, CancellationToken cancellationToken)
    {
        var merge = new RollupMerge<T>(kind, store, partition, timeProvider, logger);
        var recent = new RecentRequests(kind, store, partition, timeProvider);
        var starts = new int?[works.Length];
        var added = 0;
        for (var index = 0; index < works.Length; index++)
        {
            if (works[index].RequestId is { } id && !await recent.TryAddAsync(id, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            starts[index] = added;
            foreach (var delta in works[index].Deltas)
            {
                await merge.AddAsync(delta, cancellationToken).ConfigureAwait(false);
                added++;
            }
        }

        var changes = await merge.FinishAsync(cancellationToken).ConfigureAwait(false);
        var commit = new DocumentCommit { Partition = partition, Puts = changes.Puts, Timers = changes.Timers };
        return new CommitPlan<RollupAnswer>
        {
            Commit = await recent.FinishAsync(commit, cancellationToken).ConfigureAwait(false),
            Answers = [.. works.Select((work, index) => starts[index] is { } start ? AnswerOf(work, start, changes.Others) : Repeated)],
        };
    }

    private static RollupAnswer AnswerOf(RollupWork<T> work, int start, ImmutableHashSet<int> others) => new()
    {
        Outcome = RollupOutcome.Taken,
        Others = others.IsEmpty ? [] : [.. Enumerable.Range(0, work.Deltas.Length).Where(index => others.Contains(start + index))],
    };
}
