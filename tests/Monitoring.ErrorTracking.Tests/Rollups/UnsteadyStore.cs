using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Rollups;

/// <summary>A store that is away at times, before or after it has done what it was asked, and in which somebody else is faster at times.</summary>
internal sealed class UnsteadyStore(IDocumentStore inner, Func<UnsteadyStore.Mood> moods) : IDocumentStore
{
    private int _commits;
    private int _committing;

    internal enum Mood
    {
        Well,
        AwayBefore,
        AwayAfter,
        Conflict,
        Broken,
    }

    public int Commits => Volatile.Read(ref _commits);

    /// <summary>What commits wait for; done unless a test sets it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How many commits have begun.</summary>
    public int Committing => Volatile.Read(ref _committing);

    public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default) =>
        inner.GetAsync(partition, type, key, cancellationToken);

    public ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => inner.QueryAsync(query, cancellationToken);

    public ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        inner.ListAsync(partition, type, limit, cursor, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _committing);
        await Gate;
        await Task.Yield();
        var mood = moods();
        switch (mood)
        {
            case Mood.AwayBefore:
                throw new StorageUnavailableException("Away.");
            case Mood.Conflict:
                return new CommitResult { Outcome = CommitOutcome.Conflict };
            case Mood.Broken:
                throw new InvalidOperationException("Broken.");
        }

        var result = await inner.CommitAsync(commit, cancellationToken);
        Interlocked.Increment(ref _commits);
        return mood == Mood.AwayAfter ? throw new StorageUnavailableException("Away, but it is done.") : result;
    }

    public ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default) =>
        inner.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken);

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default) =>
        inner.AcquireLeaseAsync(name, owner, leaseFor, cancellationToken);

    public ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default) => inner.ReleaseLeaseAsync(lease, cancellationToken);

    public ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        inner.ReadSignalsAsync(after, max, cancellationToken);

    public ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) => inner.TrimSignalsAsync(upTo, cancellationToken);
}
