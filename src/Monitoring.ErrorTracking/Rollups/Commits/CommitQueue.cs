using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>
/// Commits documents for many callers at once. One consumer takes all that waits, up to a bound, and makes one commit of it for each partition: while the
/// store writes, the next batch gathers by itself, and a lone caller never waits for others.
/// </summary>
/// <remarks>
/// Safe to call on many threads, and on several hosts: a commit demands the versions that were read, and is planned anew when somebody else was faster. What a
/// caller brought is in one commit, so it becomes true as a whole or not at all. What was taken into the queue is stored even when its caller is gone.
/// </remarks>
internal sealed class CommitQueue<TWork, TAnswer> : IAsyncDisposable
{
    private const int MaxAttempts = 32;

    /// <summary>A store that is away fails each batch; the log hears of it this often.</summary>
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    private readonly Channel<PendingWork<TWork, TAnswer>> _channel =
        Channel.CreateUnbounded<PendingWork<TWork, TAnswer>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly IDocumentStore _store;
    private readonly ICommitPlanner<TWork, TAnswer> _planner;
    private readonly CommitLimits _limits;
    private readonly ILogger _logger;
    private readonly FloodGate _failed;
    private readonly Task _consumer;
    private long _queued;

    public CommitQueue(IDocumentStore store, ICommitPlanner<TWork, TAnswer> planner, CommitLimits limits, TimeProvider timeProvider, ILogger logger)
    {
        _store = store;
        _planner = planner;
        _limits = limits;
        _logger = logger;
        _failed = new FloodGate(SummaryInterval, timeProvider, works => Log.CommitsStillFail(logger, works));
        _consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>How much waits or is under way.</summary>
    public long Queued => Volatile.Read(ref _queued);

    /// <summary>Brings work to the store; done when it is durable, or will not be.</summary>
    /// <param name="partition">Where all of it lies.</param>
    /// <param name="work">What is to become true.</param>
    /// <param name="weight">How much of the queue it takes, at least 1.</param>
    /// <param name="cancellationToken">Stops waiting; the work is done all the same.</param>
    /// <exception cref="StorageUnavailableException">The store is away. The work may have been done all the same.</exception>
    public async ValueTask<CommitAnswer<TAnswer>> AddAsync(Partition partition, TWork work, int weight, CancellationToken cancellationToken)
    {
        var pending = new PendingWork<TWork, TAnswer>(partition, work, weight);

        // Work that alone is more than the bound must not be refused for ever.
        var queued = Interlocked.Add(ref _queued, weight);
        if ((queued > _limits.MaxQueued && queued != weight) || !_channel.Writer.TryWrite(pending))
        {
            Interlocked.Add(ref _queued, -weight);
            return new CommitAnswer<TAnswer>(CommitFault.Full);
        }

        return await pending.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes no more work, and waits until all that was taken is done.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _consumer.ConfigureAwait(false);
        _failed.Dispose();
    }

    private async Task ConsumeAsync()
    {
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            foreach (var works in TakeBatch().GroupBy(pending => pending.Partition))
            {
                await CommitAsync(works.Key, [.. works]).ConfigureAwait(false);
            }
        }
    }

    private List<PendingWork<TWork, TAnswer>> TakeBatch()
    {
        var batch = new List<PendingWork<TWork, TAnswer>>();
        var weight = 0L;
        while (_channel.Reader.TryPeek(out var next) && (batch.Count == 0 || weight + next.Weight <= _limits.MaxBatch) && _channel.Reader.TryRead(out next))
        {
            batch.Add(next);
            weight += next.Weight;
        }

        return batch;
    }

    private async Task CommitAsync(Partition partition, ImmutableArray<PendingWork<TWork, TAnswer>> works)
    {
        try
        {
            if (await TryCommitAsync(partition, works).ConfigureAwait(false) is { } answers)
            {
                CompleteEach(works, answers);
            }
            else
            {
                await CommitAsync(partition, works[..(works.Length / 2)]).ConfigureAwait(false);
                await CommitAsync(partition, works[(works.Length / 2)..]).ConfigureAwait(false);
            }
        }
        catch (StorageUnavailableException exception)
        {
            foreach (var pending in works)
            {
                Release(pending).Fail(exception);
            }
        }
        catch (Exception exception)
        {
            await OnUnexpectedAsync(partition, works, exception).ConfigureAwait(false);
        }
    }

    /// <returns>The answers once all is durable; null when it is too much for one commit.</returns>
    private async ValueTask<ImmutableArray<TAnswer>?> TryCommitAsync(Partition partition, ImmutableArray<PendingWork<TWork, TAnswer>> works)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var plan = await _planner.PlanAsync(partition, [.. works.Select(pending => pending.Work)], CancellationToken.None).ConfigureAwait(false);
            if (plan.Answers.Length != works.Length)
            {
                throw new InvalidOperationException($"There are {plan.Answers.Length} answers for {works.Length} callers.");
            }

            if (works.Length > 1 && plan.Bytes > _limits.MaxBytes)
            {
                return null;
            }

            if (plan.IsEmpty || (await _store.CommitAsync(plan.Commit, CancellationToken.None).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                return plan.Answers;
            }
        }

        throw new StorageUnavailableException("The documents are changed by others all the time.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    /// <summary>The work of one caller may be to blame, so each is tried by itself.</summary>
    private async Task OnUnexpectedAsync(Partition partition, ImmutableArray<PendingWork<TWork, TAnswer>> works, Exception exception)
    {
        if (works.Length > 1)
        {
            foreach (var pending in works)
            {
                await CommitAsync(partition, [pending]).ConfigureAwait(false);
            }

            return;
        }

        if (_failed.TryPass())
        {
            Log.CommitFailed(_logger, exception);
        }

        Release(works[0]).Complete(new CommitAnswer<TAnswer>(CommitFault.Failed));
    }

    private void CompleteEach(ImmutableArray<PendingWork<TWork, TAnswer>> works, ImmutableArray<TAnswer> answers)
    {
        foreach (var (pending, answer) in works.Zip(answers))
        {
            Release(pending).Complete(new CommitAnswer<TAnswer>(CommitFault.None, answer));
        }
    }

    private PendingWork<TWork, TAnswer> Release(PendingWork<TWork, TAnswer> pending)
    {
        Interlocked.Add(ref _queued, -pending.Weight);
        return pending;
    }
}
