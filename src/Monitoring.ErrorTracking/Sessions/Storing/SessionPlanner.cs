using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.ErrorTracking.Rollups.Merging;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>Makes one commit of the sessions of many requests: counts, and the memory of single sessions.</summary>
internal sealed class SessionPlanner(IDocumentStore store, TimeProvider timeProvider, ILogger logger) : ICommitPlanner<SessionWork, SessionAnswer>
{
    public async ValueTask<CommitPlan<SessionAnswer>> PlanAsync(Partition partition, ImmutableArray<SessionWork> works, CancellationToken cancellationToken)
    {
        var plan = new Plan(store, partition, timeProvider, logger);
        var drafts = new List<Draft>(works.Length);
        foreach (var work in works)
        {
            drafts.Add(await plan.AddAsync(work, cancellationToken).ConfigureAwait(false));
        }

        var changes = await plan.Merge.FinishAsync(cancellationToken).ConfigureAwait(false);
        var commit = new DocumentCommit { Partition = partition, Puts = [.. changes.Puts, .. plan.Memory.Puts()], Timers = changes.Timers };
        return new CommitPlan<SessionAnswer>
        {
            Commit = await plan.Recent.FinishAsync(commit, cancellationToken).ConfigureAwait(false),
            Answers = [.. drafts.Select(draft => draft.ToAnswer(changes.Others))],
        };
    }

    private sealed class Plan(IDocumentStore store, Partition partition, TimeProvider timeProvider, ILogger logger)
    {
        private int _added;

        public RollupMerge<SessionCounts> Merge { get; } = new(SessionDocuments.Counts, store, partition, timeProvider, logger);

        public RecentRequests Recent { get; } = new(SessionDocuments.Counts, store, partition, timeProvider);

        public SessionMemory Memory { get; } = new(store, partition, logger);

        public async ValueTask<Draft> AddAsync(SessionWork work, CancellationToken cancellationToken)
        {
            var draft = new Draft();
            foreach (var update in work.Updates)
            {
                var taken = await Memory.TakeAsync(update, cancellationToken).ConfigureAwait(false);
                draft.Updates.Add(taken.Outcome);
                draft.Added.Add(taken.Delta is { } delta
                    ? await AddAsync(new RollupDelta<SessionCounts> { Series = update.Series, At = taken.Hour, Value = delta }, cancellationToken).ConfigureAwait(false)
                    : null);
            }

            draft.AreCountsRepeated = !work.Counts.IsEmpty && work.RequestId is { } id && !await Recent.TryAddAsync(id, cancellationToken).ConfigureAwait(false);
            foreach (var counts in draft.AreCountsRepeated ? [] : work.Counts)
            {
                draft.Added.Add(await AddAsync(counts, cancellationToken).ConfigureAwait(false));
            }

            return draft;
        }

        private async ValueTask<int?> AddAsync(RollupDelta<SessionCounts> delta, CancellationToken cancellationToken)
        {
            await Merge.AddAsync(delta, cancellationToken).ConfigureAwait(false);
            return _added++;
        }
    }

    private sealed class Draft
    {
        public List<SessionOutcome> Updates { get; } = [];

        /// <summary>For each update and each count the place of its delta among all; null when there is none.</summary>
        public List<int?> Added { get; } = [];

        public bool AreCountsRepeated { get; set; }

        public SessionAnswer ToAnswer(ImmutableHashSet<int> others) => new()
        {
            Updates = [.. Updates],
            AreCountsRepeated = AreCountsRepeated,
            Others = others.IsEmpty ? [] : [.. Enumerable.Range(0, Added.Count).Where(index => Added[index] is { } place && others.Contains(place))],
        };
    }
}
