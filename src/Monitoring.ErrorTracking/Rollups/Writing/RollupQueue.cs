using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Writing;

/// <summary>Adds deltas to rolled-up values, durably, with one commit for many callers.</summary>
/// <remarks>Safe to call on many threads; several hosts may add to the same values.</remarks>
internal sealed class RollupQueue<T>(RollupKind kind, IDocumentStore store, CommitLimits limits, TimeProvider timeProvider, ILogger<RollupQueue<T>> logger) : IAsyncDisposable
    where T : class, IRollup<T>, new()
{
    private static readonly RollupAnswer Nothing = new() { Outcome = RollupOutcome.Taken };

    private readonly CommitQueue<RollupWork<T>, RollupAnswer> _queue = new(store, new RollupPlanner<T>(kind, store, timeProvider, logger), limits, timeProvider, logger);

    /// <summary>How many deltas wait or are being stored.</summary>
    public long Queued => _queue.Queued;

    /// <summary>Adds deltas, all or none; what the answer says is durable.</summary>
    /// <param name="project">The project.</param>
    /// <param name="deltas">What to add; bound their number, for they become true in one commit.</param>
    /// <param name="requestId">
    /// What a repetition of the request has in common with it, and no other request: a hash of the event's id, say. A repetition within ten minutes then adds
    /// nothing. Null when adding twice does no harm, or cannot be helped.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the deltas are added all the same.</param>
    /// <exception cref="StorageUnavailableException">The store is away. The deltas may have been added all the same, which the request's id finds out when it is repeated.</exception>
    public async ValueTask<RollupAnswer> AddAsync(
        ProjectId project, ImmutableArray<RollupDelta<T>> deltas, ulong? requestId, CancellationToken cancellationToken)
    {
        if (deltas.IsEmpty)
        {
            return Nothing;
        }

        var done = await _queue.AddAsync(Partition.Of(project), new RollupWork<T>(deltas, requestId), deltas.Length, cancellationToken).ConfigureAwait(false);
        return done.Fault switch
        {
            CommitFault.None => done.Answer!,
            CommitFault.Full => new RollupAnswer { Outcome = RollupOutcome.Full },
            _ => new RollupAnswer { Outcome = RollupOutcome.Failed },
        };
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
